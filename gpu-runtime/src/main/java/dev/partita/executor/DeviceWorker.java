package dev.partita.executor;

import dev.partita.device.Backend;
import dev.partita.device.ComputeDevice;
import dev.partita.device.Executable;
import dev.partita.device.Launch;
import dev.partita.device.RandomStream;
import dev.partita.hardware.Cluster;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.program.Buffer;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.SegmentKind;
import dev.partita.program.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One device and the one thread that may use it. Kernels are prepared and operands sliced once, before the first step.
 * The devices of a mesh have one program and meet in its collectives.
 */
final class DeviceWorker implements AutoCloseable {
    /** A step of a segment, ready to run. */
    private record Prepared(
            Step step,
            @Nullable Executable executable,
            int[] buffers,
            long stream,
            long sampleOffset,
            long linkNanos) {}

    /**
     * What a segment took.
     *
     * @param cpuNanos of the thread, in kernels
     * @param meetingNanos of the wall, in collectives
     * @param linkNanos the declared time of the collectives
     */
    record Ran(long cpuNanos, long meetingNanos, long linkNanos) {}

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    final DeviceProgram device;
    final int number;
    final DeviceMeter meter = new DeviceMeter();
    final TouchedBytes touched = new TouchedBytes();
    final Thread thread;
    final @Nullable Audit audit;

    private final ExecutorService service;
    private final ComputeDevice computeDevice;
    private final MemorySegment arena;
    private final MemorySegment[][] slots;
    private final List<@Nullable List<Prepared>> segments = new ArrayList<>();
    private final Meetings.Rank rank;
    private final long microbatchSamples;
    private final long globalBatch;

    DeviceWorker(
            Program program, DeviceProgram device, int number, Meetings meetings, Backend backend, boolean auditing) {
        this.device = device;
        this.number = number;
        this.rank = meetings.new Rank(device.mesh(), device.devices().indexOf(number));
        this.microbatchSamples = program.plan().training().microbatch();
        this.globalBatch = program.plan().training().globalBatch();
        this.audit = auditing ? new Audit(program, device) : null;
        this.service = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(Cluster.deviceName(number)).daemon().factory());
        long capacity = program.plan().cluster().device(number).capacity().count();
        this.thread = call(Thread::currentThread);
        ComputeDevice opened = call(() -> backend.open(Cluster.deviceName(number), capacity));
        this.computeDevice = opened;
        this.arena = call(() -> opened.reserve(device.arenaBytes()));
        if (audit != null) {
            audit.poisonAll(arena);
        }
        this.slots = slice(device, arena);
        run(() -> program.segments().forEach(this::prepare));
    }

    private static MemorySegment[][] slice(DeviceProgram device, MemorySegment arena) {
        MemorySegment[][] slots = new MemorySegment[device.buffers().size()][];
        for (Buffer buffer : device.buffers()) {
            slots[buffer.id()] = new MemorySegment[buffer.slots()];
            for (int slot = 0; slot < buffer.slots(); slot++) {
                slots[buffer.id()][slot] = arena.asSlice(buffer.offsetFor(slot), buffer.bytes());
            }
        }
        return slots;
    }

    private void prepare(Segment segment) {
        if (!segment.mesh().equals(device.mesh())) {
            segments.add(null);
            return;
        }
        List<Prepared> prepared = new ArrayList<>();
        for (Step step : segment.steps()) {
            boolean meets = step.kernel() instanceof CollectiveKernel;
            prepared.add(new Prepared(
                    step,
                    meets ? null : computeDevice.prepare(step.kernel()),
                    step.buffers().stream().mapToInt(Integer::intValue).toArray(),
                    RandomStream.ofLayer(step.layer()),
                    sampleOffset(step),
                    linkNanos(step)));
        }
        segments.add(prepared);
    }

    /** How many samples of a microbatch come before those that this rank sees. */
    private long sampleOffset(Step step) {
        long place = 0;
        long parts = 1;
        for (int axis : step.sampleAxes()) {
            int size = device.mesh().axes().get(axis).size();
            place = place * size + rank.coordinates().get(axis);
            parts *= size;
        }
        return place * (microbatchSamples / parts);
    }

    /** What the program predicts of a collective is what its links declare; taking a part crosses none. */
    private static long linkNanos(Step step) {
        return step.kernel() instanceof CollectiveKernel collective && collective.passes() > 0
                ? (long) (step.seconds() * 1e9)
                : 0;
    }

    /** Where a buffer lies for a microbatch. */
    MemorySegment memory(int buffer, int microbatch) {
        MemorySegment[] copies = slots[buffer];
        return copies[microbatch % copies.length];
    }

    MemorySegment arena() {
        return arena;
    }

    /**
     * Runs one segment on the calling thread, which must be this device's.
     *
     * @throws Meetings.Abandoned if another rank will not come to a collective
     */
    Ran execute(Segment segment, int microbatch, StepInput input, boolean measureBytes, StepObserver observer) {
        long cpuStart = THREADS.getCurrentThreadCpuTime();
        List<Prepared> prepared = Objects.requireNonNull(segments.get(segment.loop()));
        long firstSample = input.step() * globalBatch + microbatch * microbatchSamples;
        long meetingCpu = 0;
        long meetingNanos = 0;
        long linkNanos = 0;
        for (Prepared kernel : prepared) {
            MemorySegment[] operands = new MemorySegment[kernel.buffers().length];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = memory(kernel.buffers()[i], microbatch);
            }
            int workspaceId = kernel.step().workspace();
            MemorySegment workspace =
                    workspaceId == Step.NO_WORKSPACE ? MemorySegment.NULL : memory(workspaceId, microbatch);
            if (measureBytes) {
                for (MemorySegment operand : operands) {
                    touched.add(operand);
                }
                touched.add(workspace);
            }
            Executable executable = kernel.executable();
            if (executable == null) {
                long cpu = THREADS.getCurrentThreadCpuTime();
                meetingNanos += meet((CollectiveKernel) kernel.step().kernel(), operands, kernel.linkNanos());
                meetingCpu += THREADS.getCurrentThreadCpuTime() - cpu;
                linkNanos += kernel.linkNanos();
            } else {
                executable.run(
                        operands,
                        workspace,
                        new Launch(
                                input.seed(),
                                segment.kind() == SegmentKind.UPDATE ? input.updates() : input.step(),
                                firstSample + kernel.sampleOffset(),
                                kernel.stream(),
                                rank.coordinates(),
                                input.learningRate(),
                                input.lossScale(),
                                input.inputs()));
            }
            observer.executed(kernel.step(), operands);
            if (audit != null) {
                audit.afterKernel(kernel.step(), microbatch, arena);
            }
        }
        long cpu = THREADS.getCurrentThreadCpuTime() - cpuStart - meetingCpu;
        return new Ran(cpu, meetingNanos, linkNanos);
    }

    /** Returns the wall's nanoseconds: waiting for the others included. */
    private long meet(CollectiveKernel collective, MemorySegment[] operands, long linkNanos) {
        long start = System.nanoTime();
        meter.computeEnds(0);
        meter.transferStarts();
        try {
            rank.meet(collective, operands, linkNanos);
        } finally {
            long part = collective.wholeBytes() / collective.ranks();
            long passed = collective.passes() * part * (collective.ranks() - 1);
            meter.transferEnds(passed, passed);
            meter.computeStarts();
        }
        return System.nanoTime() - start;
    }

    /** Called after each kernel of a segment. */
    @FunctionalInterface
    interface StepObserver {
        StepObserver NONE = (step, operands) -> {};

        void executed(Step step, MemorySegment[] operands);
    }

    /** This device's share of the losses so far in this step: what several ranks add up alike counts in parts. */
    double loss() {
        double sum = 0;
        for (DeviceProgram.LossBuffer loss : device.losses()) {
            sum += memory(loss.buffer(), 0).get(ValueLayout.JAVA_DOUBLE, 0) / loss.copies();
        }
        return sum;
    }

    /** True if the gradients of the last step overflowed, so that it left the weights as they were. */
    boolean overflowed() {
        OptionalInt factor = device.clipFactor();
        return factor.isPresent() && Float.isNaN(memory(factor.getAsInt(), 0).get(ValueLayout.JAVA_FLOAT, 0));
    }

    Future<?> submit(Runnable task) {
        return service.submit(task);
    }

    /** Runs something on this device's thread and waits for it. */
    final void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    final <T> T call(Callable<T> task) {
        try {
            return service.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + thread.getName() + ".", e);
        }
    }

    @Override
    public void close() {
        run(computeDevice::close);
        service.shutdown();
    }
}
