package dev.partita.program;

/**
 * The tasks of one step in primitive arrays. A task is one turn of a loop: loop l owns the tasks
 * {@code firstTask[l] .. firstTask[l] + turns(l) - 1}, one per microbatch or a single one. Edges are data, reuse and
 * lane order together, so a task may run once all its predecessors have; {@code order} is one topological order of
 * which every lane is a subsequence, hence the earliest unfinished task can always run and nothing can stall.
 *
 * @param firstTask by loop, with the task count as last entry
 * @param loopOf by task
 * @param successorStart by task, into {@code successors}, with its length as last entry
 * @param predecessorCount by task
 */
public record TaskGraph(
        int[] firstTask, int[] loopOf, int[] successorStart, int[] successors, int[] predecessorCount, int[] order) {

    public int taskCount() {
        return loopOf.length;
    }

    /** The turn of its loop: the microbatch, or 0 for what is done once. */
    public int microbatch(int task) {
        return task - firstTask[loopOf[task]];
    }

    public int turns(int loop) {
        return firstTask[loop + 1] - firstTask[loop];
    }
}
