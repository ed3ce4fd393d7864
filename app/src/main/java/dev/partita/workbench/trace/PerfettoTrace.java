package dev.partita.workbench.trace;

import dev.partita.history.TaskInterval;
import dev.partita.project.DiskProblem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps as Perfetto's own track events (its {@code track_event.proto} and {@code track_descriptor.proto} have the field
 * numbers): a device is a process, a lane a track below it, a transfer a flow from the sender's slice to the receiver's,
 * live memory a counter. Times are in nanoseconds from the start of the step. Slices of one track must nest, so what would
 * overlap another goes to a further track of its lane.
 */
final class PerfettoTrace {
    private static final double NANOS = 1e9;

    private static final int SLICE_BEGIN = 1;
    private static final int SLICE_END = 2;
    private static final int COUNTER = 4;
    private static final int UNIT_SIZE_BYTES = 3;

    private final OutputStream out;
    private final Map<String, Long> processes = new HashMap<>();
    private final Map<String, List<Lane>> lanes = new HashMap<>();
    private long tracks;
    private long flows;

    private PerfettoTrace(OutputStream out) {
        this.out = out;
    }

    /** A track and the end of its last slice. */
    private static final class Lane {
        private final long track;
        private long endNanos;

        Lane(long track) {
            this.track = track;
        }
    }

    static void write(Path file, List<StepTrace> steps) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            PerfettoTrace trace = new PerfettoTrace(out);
            for (StepTrace step : steps) {
                trace.step(step);
            }
        } catch (IOException e) {
            throw DiskProblem.whileWriting(file, e);
        }
    }

    private void step(StepTrace step) throws IOException {
        Map<String, Long> sent = new HashMap<>();
        List<TaskInterval> inTime = step.tasks().stream()
                .sorted(Comparator.comparingDouble(TaskInterval::startSeconds)
                        .thenComparing(TaskInterval::lane, Comparator.reverseOrder()))
                .toList();
        for (TaskInterval task : inTime) {
            slice(step, task, sent);
        }
        for (StepTrace.Memory memory : step.memory()) {
            counter(step, memory);
        }
    }

    private void slice(StepTrace step, TaskInterval task, Map<String, Long> sent) throws IOException {
        long start = nanos(task.startSeconds());
        long end = Math.max(start, nanos(task.endSeconds()));
        Lane lane = lane(step, task, start);
        lane.endNanos = end;
        Message begin = event(SLICE_BEGIN, lane.track).text(22, task.lane()).text(23, task.name());
        if (task.bytes() > 0) {
            begin.message(4, new Message().text(10, "bytes").number(3, task.bytes()));
            flow(begin, task, sent);
        }
        packet(start, begin);
        packet(end, event(SLICE_END, lane.track));
    }

    /** Sender and receiver know a transfer by the same name; the first of them that comes starts its flow. */
    private void flow(Message begin, TaskInterval task, Map<String, Long> sent) {
        Long flow = sent.remove(task.name());
        if (flow == null) {
            sent.put(task.name(), ++flows);
            begin.fixed(47, flows);
        } else {
            begin.fixed(48, flow);
        }
    }

    private void counter(StepTrace step, StepTrace.Memory memory) throws IOException {
        long track = ++tracks;
        describe(new Message()
                .number(1, track)
                .number(5, process(memory.device() + " " + step.name()))
                .text(2, "live memory")
                .message(8, new Message().number(3, UNIT_SIZE_BYTES)));
        for (StepTrace.Moment moment : memory.moments()) {
            packet(nanos(moment.seconds()), event(COUNTER, track).number(30, moment.liveBytes()));
        }
    }

    /** The first track of the task's lane that is free by its start. */
    private Lane lane(StepTrace step, TaskInterval task, long startNanos) throws IOException {
        String device = task.device() + " " + step.name();
        List<Lane> known = lanes.computeIfAbsent(device + " " + task.lane(), key -> new ArrayList<>());
        for (Lane lane : known) {
            if (lane.endNanos <= startNanos) {
                return lane;
            }
        }
        String name = known.isEmpty() ? task.lane() : task.lane() + " " + (known.size() + 1);
        long process = process(device);
        Lane lane = new Lane(++tracks);
        describe(new Message().number(1, lane.track).number(5, process).text(2, name));
        known.add(lane);
        return lane;
    }

    private long process(String name) throws IOException {
        Long known = processes.get(name);
        if (known != null) {
            return known;
        }
        long track = ++tracks;
        processes.put(name, track);
        describe(new Message()
                .number(1, track)
                .message(3, new Message().number(1, processes.size()).text(6, name)));
        return track;
    }

    private static Message event(int type, long track) {
        return new Message().number(9, type).number(11, track);
    }

    private void describe(Message track) throws IOException {
        write(new Message().message(60, track));
    }

    private void packet(long nanos, Message event) throws IOException {
        write(new Message().number(8, nanos).message(11, event));
    }

    private void write(Message packet) throws IOException {
        out.write(new Message().message(1, packet.number(10, 1)).toBytes());
    }

    private static long nanos(double seconds) {
        return Math.max(0, Math.round(seconds * NANOS));
    }
}
