package dev.partita.executor;

import dev.partita.device.Backend;
import dev.partita.hardware.Cluster;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Flow;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.SegmentKind;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a program step by step. Every device's thread walks its compute lane and waits for each task to become ready;
 * transfers start by themselves as soon as their lanes and bytes allow. Nothing is ordered by time: only by the
 * program's edges.
 */
public final class Executor implements AutoCloseable {
    private static final long POLL_NANOS = 20_000_000;

    private final Program program;
    private final ExecutionOptions options;
    private final TaskGraph tasks;
    private final TaskBoard board;
    private final Meetings meetings;
    /** By task: devices that have not finished their share. */
    private final AtomicIntegerArray sharesLeft;

    private final Gate gate = new Gate();
    private final Map<Integer, DeviceWorker> workers = new LinkedHashMap<>();
    private final Map<Integer, int[]> computeLanes = new LinkedHashMap<>();
    private final LinkEngine links;
    private final StepTimes times;
    private boolean bytesMeasured;

    /**
     * Opens every device, reserves its arena and prepares its kernels.
     *
     * @throws IllegalArgumentException if the program was compiled for another machine or library
     */
    public Executor(Program program, Backend backend, ExecutionOptions options) {
        String wanted = program.profile().catalog().fingerprint();
        String found = backend.catalog().fingerprint();
        if (!wanted.equals(found)) {
            throw new IllegalArgumentException("The program was compiled for \"" + wanted + "\", but this is \"" + found
                    + "\"; compile it again here.");
        }
        this.program = program;
        this.options = options;
        this.tasks = program.tasks();
        this.board = new TaskBoard(tasks);
        this.meetings =
                new Meetings(program.devices().stream().map(DeviceProgram::mesh).toList());
        this.sharesLeft = new AtomicIntegerArray(tasks.taskCount());
        this.times = new StepTimes(tasks.taskCount());
        try {
            for (DeviceProgram share : program.devices()) {
                for (int device : share.devices()) {
                    workers.put(device, new DeviceWorker(program, share, device, meetings, backend, options.audit()));
                    computeLanes.put(device, computeLane(share));
                }
            }
        } catch (RuntimeException | Error problem) {
            workers.values().forEach(DeviceWorker::close);
            throw problem;
        }
        this.links = new LinkEngine(new Copies());
    }

    public Program program() {
        return program;
    }

    /** A persistent buffer of a device, such as a weight: for filling and reading between steps. */
    public MemorySegment memory(int device, int buffer) {
        return worker(device).memory(buffer, 0);
    }

    public DeviceMeter meter(int device) {
        return worker(device).meter;
    }

    /** How far the addresses really passed to kernels reach into a device's arena; known after the first step. */
    public long measuredPeakBytes(int device) {
        return worker(device).touched.reach(worker(device).arena());
    }

    /** How many different bytes of a device's arena kernels and copies were given; known after the first step. */
    public long measuredTouchedBytes(int device) {
        return worker(device).touched.count();
    }

    /** Holds every device before its next task, until {@link #resume}; held time is nobody's idle time. */
    public void pause() {
        gate.pause();
        workers.values().forEach(worker -> worker.meter.hold(true));
    }

    public void resume() {
        workers.values().forEach(worker -> worker.meter.hold(false));
        gate.resume();
        wakeAll();
    }

    /** True if the last step was held for a while, so that its time says nothing. */
    public boolean held() {
        return gate.held();
    }

    /** Ends the current step before its next task, or after it if weights are already changing. */
    public void stop() {
        gate.stop();
        wakeAll();
    }

    /**
     * Runs one optimizer step.
     *
     * @throws ExecutionFailure if it cannot be finished; weights are then as before the step
     */
    public StepRecord runStep(StepInput input) {
        gate.stepBegins();
        if (gate.stopped()) {
            throw new ExecutionFailure.Stopped();
        }
        board.reset();
        meetings.stepBegins();
        for (Segment segment : program.segments()) {
            for (int turn = 0; turn < tasks.turns(segment.loop()); turn++) {
                sharesLeft.set(
                        tasks.firstTask()[segment.loop()] + turn, segment.mesh().ranks());
            }
        }
        workers.values().forEach(worker -> {
            if (worker.audit != null) {
                worker.audit.stepBegins();
            }
        });
        times.stepBegins();
        List<Future<?>> running = new ArrayList<>();
        workers.forEach((device, worker) -> running.add(worker.submit(() -> walk(worker, device, input))));
        startSources();
        awaitEnd(running);
        double seconds = times.secondsSoFar();
        Throwable failure = board.failure();
        if (failure != null) {
            throw explained(failure, input);
        }
        bytesMeasured = true;
        double loss = workers.values().stream().mapToDouble(DeviceWorker::loss).sum();
        boolean overflowed = program.plan().training().precision().scalesLoss()
                && workers.values().stream().anyMatch(DeviceWorker::overflowed);
        return times.record(loss, seconds, overflowed);
    }

    @Override
    public void close() {
        stop();
        links.close();
        workers.values().forEach(DeviceWorker::close);
    }

    // ---- one device's lane ---------------------------------------------------------------------------------------

    private void walk(DeviceWorker worker, int device, StepInput input) {
        try {
            for (int task : Objects.requireNonNull(computeLanes.get(device))) {
                gate.passOrWait();
                while (!board.ready(task) && board.failure() == null && !gate.stopped()) {
                    LockSupport.parkNanos(this, POLL_NANOS);
                }
                if (board.failure() != null) {
                    return;
                }
                if (gate.stopped()) {
                    board.fail(new ExecutionFailure.Stopped());
                    return;
                }
                execute(worker, task, input);
            }
        } catch (Meetings.Abandoned abandoned) {
            // Whoever did not come has said why.
        } catch (RuntimeException | Error problem) {
            board.fail(problem);
        } finally {
            if (board.failure() != null) {
                meetings.abandon();
            }
            wakeAll();
        }
    }

    private void execute(DeviceWorker worker, int task, StepInput input) {
        int loop = tasks.loopOf()[task];
        Segment segment = program.segments().get(loop);
        if (segment.kind() == SegmentKind.UPDATE) {
            gate.commit();
            if (gate.stopped()) {
                board.fail(new ExecutionFailure.Stopped());
                return;
            }
        }
        delay(task, input.step());
        int microbatch = tasks.microbatch(task);
        worker.meter.computeStarts();
        long start = System.nanoTime();
        DeviceWorker.Ran ran;
        long waited = 0;
        try {
            ran = worker.execute(segment, microbatch, input, !bytesMeasured, DeviceWorker.StepObserver.NONE);
            waited = Math.max(0, System.nanoTime() - start - ran.cpuNanos() - ran.meetingNanos());
        } finally {
            worker.meter.computeEnds(waited);
        }
        long end = System.nanoTime();
        if (segment.kind() == SegmentKind.FORWARD && !Double.isFinite(worker.loss())) {
            board.fail(new LossIsNotFinite(microbatch));
            return;
        }
        audit(task, microbatch, worker);
        times.add(task, start, end, ran.cpuNanos() + ran.linkNanos());
        if (sharesLeft.decrementAndGet(task) == 0) {
            board.complete(task, this::announce);
        }
    }

    private void audit(int task, int microbatch, DeviceWorker worker) {
        if (worker.audit != null) {
            worker.audit.afterTask(tasks.loopOf()[task], microbatch, worker.arena());
        }
    }

    private void announce(int task) {
        int loop = tasks.loopOf()[task];
        if (program.isSegment(loop)) {
            for (int device : program.segments().get(loop).mesh().devices()) {
                LockSupport.unpark(worker(device).thread);
            }
        } else {
            links.submit(task);
        }
    }

    private void startSources() {
        for (int task = 0; task < tasks.taskCount(); task++) {
            if (tasks.predecessorCount()[task] == 0) {
                announce(task);
            }
        }
    }

    private void delay(int task, long step) {
        if (options.delaySeed().isPresent()) {
            long seed = options.delaySeed().getAsLong() + step * 1_000_003L + task;
            LockSupport.parkNanos(new SplittableRandom(seed).nextLong(300_000));
        }
    }

    private int[] computeLane(DeviceProgram share) {
        return Arrays.stream(tasks.order())
                .filter(task -> {
                    int loop = tasks.loopOf()[task];
                    return program.isSegment(loop)
                            && program.segments().get(loop).mesh().equals(share.mesh());
                })
                .toArray();
    }

    private DeviceWorker worker(int device) {
        DeviceWorker found = workers.get(device);
        if (found == null) {
            throw new IllegalArgumentException("gpu:" + device + " owns no layers in this program.");
        }
        return found;
    }

    private void wakeAll() {
        workers.values().forEach(worker -> LockSupport.unpark(worker.thread));
    }

    // ---- links ---------------------------------------------------------------------------------------------------

    private final class Copies implements LinkEngine.Work {
        @Override
        public Transfer transfer(int task) {
            return program.transfer(tasks.loopOf()[task]);
        }

        @Override
        public void copy(int task) {
            Transfer transfer = transfer(task);
            delay(task, 0);
            int microbatch = transfer.perMicrobatch() ? tasks.microbatch(task) : 0;
            for (Flow flow : transfer.flows()) {
                DeviceWorker from = worker(flow.from());
                DeviceWorker to = worker(flow.to());
                MemorySegment source = from.memory(transfer.sourceBuffer(), microbatch);
                MemorySegment target = to.memory(transfer.targetBuffer(), microbatch);
                from.meter.transferStarts();
                to.meter.transferStarts();
                if (!bytesMeasured) {
                    from.touched.add(source);
                    to.touched.add(target);
                }
                BlockCopy.copy(flow, source, target);
            }
        }

        @Override
        public void complete(int task, long start, long copyNanos) {
            Transfer transfer = transfer(task);
            int microbatch = transfer.perMicrobatch() ? tasks.microbatch(task) : 0;
            for (Flow flow : transfer.flows()) {
                worker(flow.from()).meter.transferEnds(flow.bytes(), 0);
                worker(flow.to()).meter.transferEnds(0, flow.bytes());
            }
            program.device(transfer.from()).devices().forEach(device -> audit(task, microbatch, worker(device)));
            program.device(transfer.to()).devices().forEach(device -> audit(task, microbatch, worker(device)));
            times.add(task, start, System.nanoTime(), copyNanos);
            board.complete(task, Executor.this::announce);
        }

        @Override
        public void fail(Throwable problem) {
            board.fail(problem);
            meetings.abandon();
            wakeAll();
        }
    }

    // ---- the end of a step ---------------------------------------------------------------------------------------

    private void awaitEnd(List<Future<?>> running) {
        StallWatch watch = new StallWatch(options.stallSeconds());
        for (Future<?> future : running) {
            while (!future.isDone()) {
                LockSupport.parkNanos(this, 200_000);
                boolean moving = links.busy() || gate.paused() || computing();
                if (watch.stuck(board.left(), moving)) {
                    board.fail(new ExecutionFailure.Stalled(whoWaits()));
                    meetings.abandon();
                    wakeAll();
                }
            }
        }
        while (links.busy()) {
            LockSupport.parkNanos(this, 100_000);
        }
    }

    private boolean computing() {
        return workers.values().stream().anyMatch(worker -> worker.meter.computing());
    }

    /** Every device's first unfinished task and how many others it waits for. */
    private Sentence whoWaits() {
        List<Sentence> waiting = new ArrayList<>();
        computeLanes.forEach((device, lane) -> Arrays.stream(lane)
                .filter(task -> !times.begun(task))
                .findFirst()
                .ifPresent(task -> waiting.add(Sentence.of(
                        "runtime.step.waits",
                        Cluster.deviceName(device),
                        program.segments().get(tasks.loopOf()[task]).label(),
                        tasks.microbatch(task),
                        board.waitingFor(task)))));
        return waiting.isEmpty()
                ? Sentence.of("runtime.step.links_stalled", board.left())
                : Sentence.of("runtime.step.stalled", board.left(), Listing.findings(waiting));
    }

    private RuntimeException explained(Throwable failure, StepInput input) {
        return switch (failure) {
            case LossIsNotFinite loss ->
                new ExecutionFailure.NonFiniteLoss(
                        new NonFiniteSearch(program, workers, meetings).explain(input, loss.microbatch));
            case RuntimeException problem -> problem;
            case Error problem -> throw problem;
            default -> new IllegalStateException(failure);
        };
    }
}
