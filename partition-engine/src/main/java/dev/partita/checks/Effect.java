package dev.partita.checks;

import dev.partita.quantity.Human;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a fix does to a plan. Values are empty where a plan does not compile.
 *
 * @param device whose peak is given
 * @param errorsAfter errors that remain: obstacles, devices over capacity, too little host memory
 */
public record Effect(
        String device,
        OptionalLong peakBytesBefore,
        OptionalLong peakBytesAfter,
        OptionalDouble stepSecondsBefore,
        OptionalDouble stepSecondsAfter,
        int errorsAfter) {

    /** For people, such as {@code peak of gpu:0 43.2 GiB to 36.1 GiB, step 212 ms to 216 ms, 1 error remains}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (peakBytesAfter.isPresent()) {
            parts.add("peak of " + device + " "
                    + change(
                            peakBytesBefore.isPresent() ? Human.bytes(peakBytesBefore.getAsLong()) : "",
                            Human.bytes(peakBytesAfter.getAsLong())));
        }
        if (stepSecondsAfter.isPresent()) {
            parts.add("step "
                    + change(
                            stepSecondsBefore.isPresent() ? Human.seconds(stepSecondsBefore.getAsDouble()) : "",
                            Human.seconds(stepSecondsAfter.getAsDouble())));
        }
        if (errorsAfter > 0) {
            parts.add(errorsAfter == 1 ? "1 error remains" : errorsAfter + " errors remain");
        }
        return parts.isEmpty() ? "no error remains" : String.join(", ", parts);
    }

    private static String change(String before, String after) {
        return before.isEmpty() || before.equals(after) ? after : before + " to " + after;
    }
}
