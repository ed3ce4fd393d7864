package dev.partita.schedule;

import java.util.ArrayList;
import java.util.List;

/** GPipe (Huang et al. 2019): all forwards, then all backwards. */
final class ForwardsFirst {
    private ForwardsFirst() {}

    static List<Turn> order(List<Integer> stages, int microbatches) {
        List<Turn> turns = new ArrayList<>();
        for (int stage : stages) {
            for (int j = 0; j < microbatches; j++) {
                turns.add(Turn.forward(stage, j));
            }
        }
        for (int stage : stages.reversed()) {
            for (int j = 0; j < microbatches; j++) {
                turns.add(Turn.backward(stage, j));
            }
        }
        return turns;
    }
}
