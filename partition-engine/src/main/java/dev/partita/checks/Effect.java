package dev.partita.checks;

import dev.partita.quantity.Human;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a fix does to a plan.
 *
 * @param device whose peak is given
 * @param before empty if the plan does not compile as it is
 * @param after empty if it does not compile with the fix either
 * @param errorsAfter errors that a check of the edited plan reports
 */
public record Effect(String device, Optional<Outcome> before, Optional<Outcome> after, int errorsAfter) {

    /** For people, such as {@code peak of gpu:0 43.2 GiB to 36.1 GiB, step 212 ms to 216 ms, 1 error remains}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (after.isPresent()) {
            parts.add("peak of " + device + " " + change(outcome -> Human.bytes(outcome.peakBytes())));
            parts.add("step " + change(outcome -> Human.seconds(outcome.stepSeconds())));
            if (otherBatch()) {
                parts.add(change(Effect::samples) + " samples/s");
            }
        }
        if (errorsAfter > 0) {
            parts.add(errorsAfter == 1 ? "1 error remains" : errorsAfter + " errors remain");
        }
        return parts.isEmpty() ? "no error remains" : String.join(", ", parts);
    }

    /** Steps of different batches do not compare. */
    private boolean otherBatch() {
        double was = before.map(Outcome::globalBatch).orElse(0.0);
        double is = after.map(Outcome::globalBatch).orElse(0.0);
        return was > 0 && Math.abs(is - was) > 0.5;
    }

    private static String samples(Outcome outcome) {
        double rate = outcome.samplesPerSecond();
        return rate < 100 ? String.format(Locale.ROOT, "%.3g", rate) : Human.count(rate);
    }

    private String change(Function<Outcome, String> text) {
        String was = before.map(text).orElse("");
        String is = after.map(text).orElse("");
        return was.isEmpty() || was.equals(is) ? is : was + " to " + is;
    }
}
