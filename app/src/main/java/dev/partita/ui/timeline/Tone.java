package dev.partita.ui.timeline;

import dev.partita.timeline.Lane;
import java.util.regex.Pattern;

/** What kind of work a slice is, which decides how it is coloured. */
enum Tone {
    FORWARD,
    BACKWARD,
    /** Gradients of weights, where the schedule splits them off. */
    WEIGHT_GRADIENT,
    /** Once per step. */
    ONCE,
    TRANSFER;

    private static final Pattern FORWARD_LABEL = Pattern.compile("F\\d+");
    private static final Pattern BACKWARD_LABEL = Pattern.compile("B\\d+");
    private static final Pattern WEIGHT_GRADIENT_LABEL = Pattern.compile("W\\d+");

    static Tone of(Lane lane, String label) {
        if (lane != Lane.COMPUTE) {
            return TRANSFER;
        }
        if (FORWARD_LABEL.matcher(label).matches()) {
            return FORWARD;
        }
        if (WEIGHT_GRADIENT_LABEL.matcher(label).matches()) {
            return WEIGHT_GRADIENT;
        }
        return BACKWARD_LABEL.matcher(label).matches() ? BACKWARD : ONCE;
    }
}
