package dev.partita.calibration;

import dev.partita.device.Backend;
import dev.partita.device.ComputeDevice;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.kernel.PlannedKernel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleConsumer;

/**
 * Measures kernels as a virtual GPU runs them: on one thread with a device of its own.
 *
 * <p>Kernels take turns, round after round, as the kernels of a step do: then what a kernel finds in the caches, and how
 * the virtual machine has compiled the code that kernels share, is as in a step; and a moment in which the machine was
 * busy spoils one time of each kernel and no median. Repeating one kernel on one set of operands came out 7 % too quick
 * for a step of gpt-mini, memory that no cache holds 6 % too slow. A second busy core changed times by 1 %, so that one
 * thread measures for any number of devices.
 *
 * <p>What is measured is kept about once a second, so that an interrupted calibration continues where it was.
 */
public final class Calibration implements AutoCloseable {
    private static final int QUIET_PASSES = 2;
    private static final long PAUSE_NANOS = 20_000_000;

    /** Reached only where others keep the cores so busy that the compiler hardly gets one. */
    private static final long LONGEST_WARM_UP_NANOS = 60_000_000_000L;

    /** Rounds after the warm-up; long kernels leave earlier. */
    private static final int ROUNDS = 30;

    /** Kernels that take turns together; more memory than this is measured in several goes. */
    private static final long TOGETHER_BYTES = 512L << 20;

    /** A kernel with more memory or time, by the estimate, stays estimated: what is so large scales well. */
    private static final long LARGEST_BYTES = 2L << 30;

    private static final double LONGEST_SECONDS = 1;

    /** Of the progress that is shown. */
    private static final double WARM_UP_SHARE = 0.6;

    private static final long KEEP_NANOS = 1_000_000_000L;

    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("calibration").daemon().factory();

    private final Backend backend;
    private final MeasurementStore store;
    private final MeasuredCatalog catalog;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(THREADS);
    private volatile boolean closed;

    public Calibration(Backend backend, MeasurementStore store) {
        this.backend = backend;
        this.store = store;
        this.catalog = new MeasuredCatalog(
                backend.catalog(), store.load(backend.catalog().fingerprint()));
    }

    /** What is known by now; later measurements change its answers. */
    public MeasuredCatalog catalog() {
        return catalog;
    }

    /** Those of the kernels that {@link #fill} would measure. */
    public List<Kernel> missing(Collection<Kernel> kernels) {
        return catalog.missing(kernels).stream().filter(this::measurable).toList();
    }

    private boolean measurable(Kernel kernel) {
        if (MixedKernel.computed(kernel) instanceof PlannedKernel) {
            return false; // nothing runs it yet
        }
        var estimate = catalog.cost(kernel);
        return Operands.bytes(kernel, estimate.workspaceBytes()) <= LARGEST_BYTES
                && estimate.seconds() <= LONGEST_SECONDS;
    }

    /** Measures those of the kernels that are missing; true if there were any. Meanwhile the catalog answers others. */
    public boolean fill(Collection<Kernel> kernels, DoubleConsumer progress) {
        List<Kernel> missing = missing(kernels);
        if (!missing.isEmpty()) {
            measure(missing, progress);
        }
        return !missing.isEmpty();
    }

    /** Measures all the kernels anew. */
    public void measure(Collection<Kernel> kernels, DoubleConsumer progress) {
        List<Kernel> wanted =
                kernels.stream().distinct().filter(this::measurable).toList();
        try {
            worker.submit(() -> inGoes(wanted, progress)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Measuring kernels failed.", e.getCause());
        }
    }

    private void inGoes(List<Kernel> kernels, DoubleConsumer progress) {
        List<List<Kernel>> goes = new ArrayList<>();
        long bytes = Long.MAX_VALUE;
        for (Kernel kernel : kernels) {
            long more = Operands.bytes(kernel, catalog.cost(kernel).workspaceBytes());
            if (bytes > TOGETHER_BYTES - more) {
                goes.add(new ArrayList<>());
                bytes = 0;
            }
            goes.getLast().add(kernel);
            bytes += more;
        }
        int done = 0;
        for (List<Kernel> together : goes) {
            int before = done;
            double share = (double) together.size() / kernels.size();
            rounds(together, fraction -> progress.accept((double) before / kernels.size() + share * fraction));
            done += together.size();
        }
    }

    private void rounds(List<Kernel> kernels, DoubleConsumer progress) {
        try (ComputeDevice device = backend.open("calibration", Long.MAX_VALUE);
                SampleInputs inputs = new SampleInputs()) {
            List<KernelTimer> timers = new ArrayList<>();
            for (Kernel kernel : kernels) {
                timers.add(new KernelTimer(kernel, catalog.cost(kernel).workspaceBytes(), device, inputs));
            }
            warmUp(timers, progress);
            keep(Map.of(LinkCopy.NAME, LinkCopy.measure(device)));
            long kept = System.nanoTime();
            for (int round = 0; round < ROUNDS && !closed; round++) {
                for (KernelTimer timer : timers) {
                    if (timer.wantsMore() && !closed) {
                        timer.time();
                    }
                }
                progress.accept(WARM_UP_SHARE + (1 - WARM_UP_SHARE) * (round + 1) / ROUNDS);
                if (System.nanoTime() - kept > KEEP_NANOS) {
                    keep(timers);
                    kept = System.nanoTime();
                }
            }
            keep(timers);
        }
    }

    /**
     * Code is compiled in two stages, the second after it has run for a while in the first: so passes over all kernels,
     * between them pauses that leave the cores to the compiler, until two passes in succession gave it nothing to do.
     */
    private void warmUp(List<KernelTimer> timers, DoubleConsumer progress) {
        CompilerActivity compiler = new CompilerActivity();
        long end = System.nanoTime() + LONGEST_WARM_UP_NANOS;
        double done = 0;
        for (int quiet = 0; quiet < QUIET_PASSES && !closed && System.nanoTime() < end; ) {
            double share = (WARM_UP_SHARE - done) / 2;
            for (int i = 0; i < timers.size() && !closed; i++) {
                timers.get(i).warmUp();
                progress.accept(done + share * (i + 1) / timers.size());
            }
            done += share;
            quiet = compiler.quietSince() ? quiet + 1 : 0;
            while (!compiler.queuesEmpty() && !closed && System.nanoTime() < end) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void keep(List<KernelTimer> timers) {
        Map<String, Measurement> measured = new HashMap<>();
        for (KernelTimer timer : timers) {
            if (timer.measured()) {
                measured.put(timer.kernel.toString(), timer.measurement());
            }
        }
        keep(measured);
    }

    private void keep(Map<String, Measurement> measured) {
        catalog.add(measured);
        store.keep(catalog.fingerprint(), measured);
    }

    /** Ends a calibration that goes on in another thread; what it has measured is kept. */
    @Override
    public void close() {
        stop();
        worker.close();
    }

    void stop() {
        closed = true;
    }
}
