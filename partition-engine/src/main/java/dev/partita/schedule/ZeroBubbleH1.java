package dev.partita.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * ZB-H1 (Qi et al. 2023, "Zero Bubble Pipeline Parallelism"): 1F1B, where a stage computes the gradients of its weights as
 * many microbatches later as there are stages before it. So every stage holds as many microbatches as the first stage of
 * 1F1B, and what was bubble at the end is filled: (p - 1)(F + B - W) is left.
 */
final class ZeroBubbleH1 {
    private ZeroBubbleH1() {}

    static List<Turn> order(int stage, int behind, int before, int microbatches) {
        List<Turn> turns = new ArrayList<>();
        int late = 0;
        for (Turn turn : OneForwardOneBackward.order(stage, behind, microbatches)) {
            turns.add(turn);
            if (turn.pass() == Pass.BACKWARD && turn.microbatch() >= before) {
                turns.add(Turn.weightGradient(stage, late++));
            }
        }
        while (late < microbatches) {
            turns.add(Turn.weightGradient(stage, late++));
        }
        return turns;
    }
}
