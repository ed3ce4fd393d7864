package dev.partita.ui.timeline;

import dev.partita.timeline.Lane;
import java.util.regex.Pattern;

/** What kind of work a slice is, which decides how it is coloured. */
enum Tone {
    FORWARD,
    BACKWARD,
    /** Once per step. */
    ONCE,
    TRANSFER;

    private static final Pattern FORWARD_LABEL = Pattern.compile("F\\d+");
    private static final Pattern BACKWARD_LABEL = Pattern.compile("B\\d+");

    static Tone of(Lane lane, String label) {
        if (lane != Lane.COMPUTE) {
            return TRANSFER;
        }
        if (FORWARD_LABEL.matcher(label).matches()) {
            return FORWARD;
        }
        return BACKWARD_LABEL.matcher(label).matches() ? BACKWARD : ONCE;
    }
}
