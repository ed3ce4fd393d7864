package dev.partita.timeline;

import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One step of a program in time, predicted or measured: the same tasks drawn twice. All times are in seconds from the
 * start of the step, in arrays by task number of the program.
 *
 * @param busySeconds what a task would take with a core (or a card) of its own: a segment's time on a core, a transfer's
 *     declared time. The rest of a segment's time is waiting for a core
 */
public record Timeline(Program program, Clock clock, double[] startSeconds, double[] endSeconds, double[] busySeconds) {
    public Timeline {
        int tasks = program.tasks().taskCount();
        if (startSeconds.length != tasks || endSeconds.length != tasks || busySeconds.length != tasks) {
            throw new IllegalArgumentException(
                    "A timeline of this program has " + tasks + " tasks, found " + startSeconds.length + " starts, "
                            + endSeconds.length + " ends and " + busySeconds.length + " busy times.");
        }
    }

    /** The end of the last task. */
    public double stepSeconds() {
        return Arrays.stream(endSeconds).max().orElse(0);
    }

    /** Whether both are steps of the same tasks on the same devices, so that one can be held against the other. */
    public boolean comparableTo(Timeline other) {
        List<Segment> ours = program.segments();
        List<Segment> theirs = other.program.segments();
        return startSeconds.length == other.startSeconds.length
                && ours.size() == theirs.size()
                && IntStream.range(0, ours.size())
                        .allMatch(i -> ours.get(i).device() == theirs.get(i).device()
                                && ours.get(i).label().equals(theirs.get(i).label()));
    }

    /** All slices in task order, each made when it is asked for. */
    public List<Slice> slices() {
        return new Slices();
    }

    private final class Slices extends AbstractList<Slice> {
        private final TaskGraph tasks = program.tasks();
        private final int segmentTasks = tasks.firstTask()[program.segments().size()];

        @Override
        public int size() {
            return segmentTasks + 2 * (tasks.taskCount() - segmentTasks);
        }

        @Override
        public Slice get(int index) {
            if (index < segmentTasks) {
                Segment segment = program.segments().get(tasks.loopOf()[index]);
                return slice(index, segment.device(), Lane.COMPUTE, segment.label(), segment.stage(), 0);
            }
            int task = segmentTasks + (index - segmentTasks) / 2;
            Transfer transfer = program.transfer(tasks.loopOf()[task]);
            boolean sends = (index - segmentTasks) % 2 == 0;
            return slice(
                    task,
                    sends ? transfer.from() : transfer.to(),
                    sends ? Lane.SEND : Lane.RECEIVE,
                    transfer.name(),
                    -1,
                    transfer.bytes());
        }

        private Slice slice(int task, int device, Lane lane, String label, int stage, long bytes) {
            return new Slice(
                    task,
                    device,
                    lane,
                    label,
                    stage,
                    tasks.microbatch(task),
                    startSeconds[task],
                    endSeconds[task],
                    bytes);
        }
    }
}
