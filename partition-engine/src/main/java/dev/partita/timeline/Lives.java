package dev.partita.timeline;

import dev.partita.program.Buffer;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * When each buffer of a device holds something. Buffers that the same loops touch live and die together and are one
 * group: all a stage keeps for backward, for example.
 */
final class Lives {
    /**
     * Buffers that are alive at the same times.
     *
     * @param starts by life, in seconds; a ring has one life per microbatch
     */
    record Group(List<Buffer> buffers, double[] starts, double[] ends) {
        int aliveAt(double seconds) {
            int alive = 0;
            for (int i = 0; i < starts.length; i++) {
                alive += starts[i] <= seconds && seconds < ends[i] ? 1 : 0;
            }
            return alive;
        }
    }

    private final Timeline timeline;
    private final DeviceProgram device;
    private final List<Group> groups = new ArrayList<>();

    private Lives(Timeline timeline, DeviceProgram device) {
        this.timeline = timeline;
        this.device = device;
        Map<Integer, TreeSet<Integer>> loops = touchingLoops();
        Map<TreeSet<Integer>, List<Buffer>> rings = new HashMap<>();
        List<Buffer> persistent = new ArrayList<>();
        for (Buffer buffer : device.buffers()) {
            switch (buffer.scope()) {
                case PERSISTENT -> persistent.add(buffer);
                case RING ->
                    rings.computeIfAbsent(loops.getOrDefault(buffer.id(), new TreeSet<>()), key -> new ArrayList<>())
                            .add(buffer);
                case SCRATCH -> {} // by segment, below
            }
        }
        groups.add(new Group(persistent, new double[] {0}, new double[] {Double.POSITIVE_INFINITY}));
        rings.forEach((touching, buffers) -> groups.add(ring(buffers, touching)));
        timeline.program().segments().stream()
                .filter(segment -> segment.device() == device.device())
                .forEach(segment -> groups.add(scratch(segment)));
    }

    static List<Group> of(Timeline timeline, DeviceProgram device) {
        return new Lives(timeline, device).groups;
    }

    /** By buffer the segments and transfers that write or read it. */
    private Map<Integer, TreeSet<Integer>> touchingLoops() {
        Map<Integer, TreeSet<Integer>> loops = new HashMap<>();
        Program program = timeline.program();
        for (Segment segment : program.segments()) {
            if (segment.device() == device.device()) {
                segment.steps().forEach(step -> step.buffers().forEach(buffer -> touch(loops, buffer, segment.loop())));
            }
        }
        for (Transfer transfer : program.transfers()) {
            if (transfer.from() == device.device()) {
                touch(loops, transfer.sourceBuffer(), transfer.loop());
            }
            if (transfer.to() == device.device()) {
                touch(loops, transfer.targetBuffer(), transfer.loop());
            }
        }
        return loops;
    }

    private static void touch(Map<Integer, TreeSet<Integer>> loops, int buffer, int loop) {
        loops.computeIfAbsent(buffer, key -> new TreeSet<>()).add(loop);
    }

    /** A microbatch's copy lives from the first task that touches it to the last. */
    private Group ring(List<Buffer> buffers, TreeSet<Integer> loops) {
        TaskGraph tasks = timeline.program().tasks();
        int turns = loops.stream().mapToInt(tasks::turns).max().orElse(0);
        double[] starts = new double[turns];
        double[] ends = new double[turns];
        Arrays.fill(starts, Double.POSITIVE_INFINITY);
        for (int loop : loops) {
            for (int turn = 0; turn < tasks.turns(loop); turn++) {
                int task = tasks.firstTask()[loop] + turn;
                starts[turn] = Math.min(starts[turn], timeline.startSeconds()[task]);
                ends[turn] = Math.max(ends[turn], timeline.endSeconds()[task]);
            }
        }
        return new Group(buffers, starts, ends);
    }

    /** What a segment needs at its worst step counts for as long as the segment takes. */
    private Group scratch(Segment segment) {
        TaskGraph tasks = timeline.program().tasks();
        int first = tasks.firstTask()[segment.loop()];
        int turns = tasks.turns(segment.loop());
        return new Group(
                atWorstStep(segment),
                Arrays.copyOfRange(timeline.startSeconds(), first, first + turns),
                Arrays.copyOfRange(timeline.endSeconds(), first, first + turns));
    }

    private List<Buffer> atWorstStep(Segment segment) {
        Map<Integer, Integer> firstStep = new TreeMap<>();
        Map<Integer, Integer> lastStep = new HashMap<>();
        long[] change = new long[segment.steps().size() + 1];
        for (int i = 0; i < segment.steps().size(); i++) {
            for (int buffer : scratchOf(segment.steps().get(i))) {
                firstStep.putIfAbsent(buffer, i);
                lastStep.put(buffer, i);
            }
        }
        firstStep.forEach((buffer, step) -> {
            change[step] += device.buffers().get(buffer).bytes();
            change[Objects.requireNonNull(lastStep.get(buffer)) + 1] -=
                    device.buffers().get(buffer).bytes();
        });
        int worst = worst(change);
        return firstStep.keySet().stream()
                .filter(buffer -> Objects.requireNonNull(firstStep.get(buffer)) <= worst
                        && worst <= Objects.requireNonNull(lastStep.get(buffer)))
                .map(device.buffers()::get)
                .toList();
    }

    private List<Integer> scratchOf(Step step) {
        List<Integer> touched = new ArrayList<>(step.buffers());
        if (step.workspace() != Step.NO_WORKSPACE) {
            touched.add(step.workspace());
        }
        touched.removeIf(buffer -> device.buffers().get(buffer).scope() != Buffer.Scope.SCRATCH);
        return touched;
    }

    private static int worst(long[] change) {
        int worst = 0;
        long alive = 0;
        long most = 0;
        for (int step = 0; step < change.length; step++) {
            alive += change[step];
            if (alive > most) {
                most = alive;
                worst = step;
            }
        }
        return worst;
    }
}
