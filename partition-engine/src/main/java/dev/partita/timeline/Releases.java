package dev.partita.timeline;

import dev.partita.program.TaskGraph;
import java.util.Arrays;
import java.util.OptionalInt;

/** For every task of a timeline the predecessor that ended last: what it had to wait for. */
public final class Releases {
    private static final int NONE = -1;

    private final int[] releasedBy;

    private Releases(int[] releasedBy) {
        this.releasedBy = releasedBy;
    }

    /** Of predecessors that end at the same moment the one with the lowest number counts. */
    public static Releases of(Timeline timeline) {
        TaskGraph tasks = timeline.program().tasks();
        double[] ends = timeline.endSeconds();
        int[] last = new int[tasks.taskCount()];
        Arrays.fill(last, NONE);
        for (int task = 0; task < last.length; task++) {
            for (int i = tasks.successorStart()[task]; i < tasks.successorStart()[task + 1]; i++) {
                int successor = tasks.successors()[i];
                if (last[successor] == NONE || ends[task] > ends[last[successor]]) {
                    last[successor] = task;
                }
            }
        }
        return new Releases(last);
    }

    /** The task that the given one waited for; empty if it could start at once. */
    public OptionalInt before(int task) {
        return releasedBy[task] == NONE ? OptionalInt.empty() : OptionalInt.of(releasedBy[task]);
    }
}
