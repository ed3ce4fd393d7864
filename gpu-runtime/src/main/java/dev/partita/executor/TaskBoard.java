package dev.partita.executor;

import dev.partita.program.TaskGraph;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks of a step may run. Completing a task counts down its successors; the last predecessor to complete
 * announces the successor. Reset between steps.
 */
final class TaskBoard {
    private final TaskGraph graph;
    private final AtomicIntegerArray waiting;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    TaskBoard(TaskGraph graph) {
        this.graph = graph;
        this.waiting = new AtomicIntegerArray(graph.taskCount());
    }

    void reset() {
        int[] counts = graph.predecessorCount();
        for (int task = 0; task < counts.length; task++) {
            waiting.set(task, counts[task]);
        }
        left.set(counts.length);
        failure.set(null);
    }

    boolean ready(int task) {
        return waiting.get(task) == 0;
    }

    /** Predecessors of a task that have not completed. */
    int waitingFor(int task) {
        return waiting.get(task);
    }

    int left() {
        return left.get();
    }

    /** Marks a task as done and hands every successor that became ready to {@code announce}. */
    void complete(int task, IntConsumer announce) {
        int[] starts = graph.successorStart();
        for (int i = starts[task]; i < starts[task + 1]; i++) {
            int successor = graph.successors()[i];
            if (waiting.decrementAndGet(successor) == 0) {
                announce.accept(successor);
            }
        }
        left.decrementAndGet();
    }

    /** The first failure of the step wins. */
    void fail(Throwable problem) {
        failure.compareAndSet(null, problem);
    }

    @Nullable
    Throwable failure() {
        return failure.get();
    }
}
