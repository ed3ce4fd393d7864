package dev.partita.schedule;

import java.util.ArrayList;
import java.util.List;

/** 1F1B (Narayanan et al. 2021): as many forwards as there are stages behind, then one backward for one forward. */
final class OneForwardOneBackward {
    private OneForwardOneBackward() {}

    static List<Turn> order(int stage, int behind, int microbatches) {
        List<Turn> turns = new ArrayList<>();
        int warmup = Math.min(behind, microbatches);
        for (int j = 0; j < warmup; j++) {
            turns.add(Turn.forward(stage, j));
        }
        for (int j = 0; j < microbatches; j++) {
            if (warmup + j < microbatches) {
                turns.add(Turn.forward(stage, warmup + j));
            }
            turns.add(Turn.backward(stage, j));
        }
        return turns;
    }
}
