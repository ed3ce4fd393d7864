package dev.partita.calibration;

import dev.partita.device.ComputeDevice;
import dev.partita.device.Executable;
import dev.partita.device.Launch;
import dev.partita.kernel.Kernel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One kernel ready to be timed on the calling thread, and the times so far. The clock is the thread's processor time:
 * on a busy machine the wall's clock would count the work of others.
 */
final class KernelTimer {
    /** Fewer say little about a kernel that is short enough to be repeated. */
    /** A kernel that divides a table is timed as the first rank's, on whatever axis. */
    private static final List<Integer> ON_FIRST_RANK = Collections.nCopies(8, 0);

    private static final int FEWEST_TIMES = 5;

    /** After so many calls the virtual machine has noticed which loops of a kernel are worth compiling. */
    private static final int WARM_UP_CALLS = 40;

    private static final long WARM_UP_NANOS = 30_000_000;
    private static final long BUDGET_NANOS = 300_000_000;

    /** A kernel this long needs no second opinion. */
    private static final long LONG_NANOS = 500_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final Kernel kernel;
    private final long workspaceBytes;
    private final Executable executable;
    private final Operands operands;
    private final Launch launch;
    private long[] nanos = new long[32];
    private int times;
    private long spentNanos;
    private long touched;

    KernelTimer(Kernel kernel, long workspaceBytes, ComputeDevice device, SampleInputs inputs) {
        this.kernel = kernel;
        this.workspaceBytes = workspaceBytes;
        this.executable = device.prepare(kernel);
        this.operands = Operands.of(kernel, workspaceBytes, device);
        this.launch = new Launch(0, 1, 0, 0, ON_FIRST_RANK, 1e-6, 1, inputs.of(kernel));
    }

    /** Runs without counting, but for a call so long that it needs no warm-up. */
    void warmUp() {
        long used = 0;
        for (int call = 0; call < WARM_UP_CALLS && used < WARM_UP_NANOS && wantsMore(); call++) {
            long more = call();
            if (more >= LONG_NANOS) {
                add(more);
            }
            used += more;
        }
    }

    /** One more time, between those of other kernels, so that a disturbance does not hit all times of one kernel. */
    void time() {
        touched += operands.touch();
        add(Math.max(0, call() - ClockCost.NANOS));
    }

    private long call() {
        long begun = THREADS.getCurrentThreadCpuTime();
        executable.run(operands.segments(), operands.workspace(), launch);
        return THREADS.getCurrentThreadCpuTime() - begun;
    }

    private void add(long used) {
        if (times == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * times);
        }
        nanos[times++] = used;
        spentNanos += used;
    }

    boolean wantsMore() {
        return times < FEWEST_TIMES ? spentNanos < LONG_NANOS : spentNanos < BUDGET_NANOS;
    }

    boolean measured() {
        return times >= FEWEST_TIMES || spentNanos >= LONG_NANOS;
    }

    /** The median of the later half: in the earlier, code may still have been on its way to being compiled. */
    Measurement measurement() {
        long[] later = Arrays.copyOfRange(nanos, times / 2, times);
        Arrays.sort(later);
        return Measurement.of(kernel, workspaceBytes, later[later.length / 2] / 1e9);
    }

    /** Keeps the reads of {@link Operands#touch} from being optimized away. */
    long touched() {
        return touched;
    }

    /** What reading the processor clock twice adds to a time. */
    private static final class ClockCost {
        static final long NANOS = median();

        private static long median() {
            long[] found = new long[1001];
            for (int i = 0; i < found.length; i++) {
                long begun = THREADS.getCurrentThreadCpuTime();
                found[i] = THREADS.getCurrentThreadCpuTime() - begun;
            }
            Arrays.sort(found);
            return found[found.length / 2];
        }
    }
}
