package dev.partita.ui.graph;

import dev.partita.ui.look.Tokens;
import javafx.scene.paint.Color;

/** Colours from little to much, after cividis: equal steps look equal with any kind of colour vision. */
record Ramp(Tokens tokens) {
    static final int STEPS = 5;

    /** @param share from 0 to 1 */
    Color at(double share) {
        double position = Math.clamp(share, 0, 1) * (STEPS - 1);
        int below = Math.min(STEPS - 2, (int) position);
        return step(below).interpolate(step(below + 1), position - below);
    }

    Color step(int step) {
        return tokens.colour("ramp-" + step);
    }
}
