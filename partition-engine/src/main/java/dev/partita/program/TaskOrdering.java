package dev.partita.program;

import java.util.Arrays;
import java.util.Optional;

/**
 * Fixes one topological order of all tasks, and with it the order of the transfers on every send and receive lane. Tasks
 * are taken by the time at which they could start if their predecessors ran as costed, so a transfer that is ready
 * earlier goes first; ties go to the lower task number. The lanes' own edges are then added to the graph, which stays
 * acyclic because they follow the order.
 */
final class TaskOrdering {
    /** Which lanes a loop's tasks occupy: none for segments, whose lane order is given by edges. */
    record Loop(double seconds, int sendLane, int receiveLane) {
        static final int NO_LANE = -1;

        static Loop segment(double seconds) {
            return new Loop(seconds, NO_LANE, NO_LANE);
        }
    }

    private TaskOrdering() {}

    /**
     * The finished task graph, or empty if the edges close a cycle.
     *
     * @param lanes send and receive lanes are numbered from 0 in one space of this size
     */
    static Optional<TaskGraph> order(int[] firstTask, Loop[] loops, int lanes, EdgeList edges) {
        int tasks = firstTask[loops.length];
        int[] loopOf = new int[tasks];
        for (int loop = 0; loop < loops.length; loop++) {
            Arrays.fill(loopOf, firstTask[loop], firstTask[loop + 1], loop);
        }
        int[] starts = edges.successorStarts(tasks);
        int[] successors = edges.successors(starts);
        int[] order = walk(loops, loopOf, starts, successors, edges.predecessorCounts(tasks), lanes);
        if (order.length < tasks) {
            return Optional.empty();
        }
        addLaneEdges(order, loops, loopOf, lanes, edges);
        int[] finalStarts = edges.successorStarts(tasks);
        return Optional.of(new TaskGraph(
                firstTask, loopOf, finalStarts, edges.successors(finalStarts), edges.predecessorCounts(tasks), order));
    }

    private static int[] walk(Loop[] loops, int[] loopOf, int[] starts, int[] successors, int[] waiting, int lanes) {
        int tasks = loopOf.length;
        double[] readyAt = new double[tasks];
        double[] laneFree = new double[lanes];
        TaskHeap ready = new TaskHeap();
        for (int task = 0; task < tasks; task++) {
            if (waiting[task] == 0) {
                ready.add(0, task);
            }
        }
        int[] order = new int[tasks];
        int taken = 0;
        while (!ready.isEmpty()) {
            double moment = ready.first();
            int task = ready.remove();
            order[taken++] = task;
            double end = finish(loops[loopOf[task]], moment, laneFree);
            for (int i = starts[task]; i < starts[task + 1]; i++) {
                int successor = successors[i];
                readyAt[successor] = Math.max(readyAt[successor], end);
                if (--waiting[successor] == 0) {
                    ready.add(readyAt[successor], successor);
                }
            }
        }
        return Arrays.copyOf(order, taken);
    }

    private static double finish(Loop loop, double ready, double[] laneFree) {
        if (loop.sendLane() == Loop.NO_LANE) {
            return ready + loop.seconds();
        }
        double start = Math.max(ready, Math.max(laneFree[loop.sendLane()], laneFree[loop.receiveLane()]));
        laneFree[loop.sendLane()] = start + loop.seconds();
        laneFree[loop.receiveLane()] = start + loop.seconds();
        return start + loop.seconds();
    }

    private static void addLaneEdges(int[] order, Loop[] loops, int[] loopOf, int lanes, EdgeList edges) {
        int[] last = new int[lanes];
        Arrays.fill(last, -1);
        for (int task : order) {
            Loop loop = loops[loopOf[task]];
            if (loop.sendLane() != Loop.NO_LANE) {
                follow(last, loop.sendLane(), task, edges);
                follow(last, loop.receiveLane(), task, edges);
            }
        }
    }

    private static void follow(int[] last, int lane, int task, EdgeList edges) {
        if (last[lane] >= 0) {
            edges.add(last[lane], task);
        }
        last[lane] = task;
    }
}
