package dev.partita.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The lane of one device of a V as it fills: the device's chunks are 0, on the way down, and 1, on the way back. */
final class VeeLane {
    private final int[] stageOf;
    private final int[] forwards = new int[2];
    private final int[] backwards = new int[2];
    private final List<Turn> turns = new ArrayList<>();
    private final Deque<Turn> late = new ArrayDeque<>();

    VeeLane(int rank, int devices) {
        stageOf = new int[] {rank, 2 * devices - 1 - rank};
    }

    int forwards(int chunk) {
        return forwards[chunk];
    }

    void forward(int chunk) {
        turns.add(Turn.forward(stageOf[chunk], forwards[chunk]++));
    }

    /** The whole backward: first what the stage before waits for. */
    void backward(int chunk) {
        backwardOfInputs(chunk);
        turns.add(late.removeLast());
    }

    /** The backward of inputs; that of weights is taken by {@link #weightGradient()}. */
    void backwardOfInputs(int chunk) {
        int microbatch = backwards[chunk]++;
        turns.add(Turn.backward(stageOf[chunk], microbatch));
        late.addLast(Turn.weightGradient(stageOf[chunk], microbatch));
    }

    /** The weight gradient that has waited longest. */
    void weightGradient() {
        turns.add(late.removeFirst());
    }

    void allWeightGradients() {
        while (!late.isEmpty()) {
            weightGradient();
        }
    }

    List<Turn> turns() {
        return turns;
    }
}
