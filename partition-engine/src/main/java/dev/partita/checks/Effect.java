package dev.partita.checks;

import dev.partita.quantity.Human;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import dev.partita.text.Wording;
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
    public Wording wording() {
        List<Sentence> parts = new ArrayList<>();
        if (peakBytesAfter.isPresent()) {
            String after = Human.bytes(peakBytesAfter.getAsLong());
            String before = peakBytesBefore.isPresent() ? Human.bytes(peakBytesBefore.getAsLong()) : after;
            parts.add(
                    before.equals(after)
                            ? Sentence.of("engine.effect.peak_is", device, after)
                            : Sentence.of("engine.effect.peak", device, before, after));
        }
        if (stepSecondsAfter.isPresent()) {
            String after = Human.seconds(stepSecondsAfter.getAsDouble());
            String before = stepSecondsBefore.isPresent() ? Human.seconds(stepSecondsBefore.getAsDouble()) : after;
            parts.add(
                    before.equals(after)
                            ? Sentence.of("engine.effect.step_is", after)
                            : Sentence.of("engine.effect.step", before, after));
        }
        if (errorsAfter > 0) {
            parts.add(Sentence.of("engine.effect.errors", errorsAfter));
        }
        return parts.isEmpty() ? Sentence.of("engine.effect.cured") : Listing.clauses(parts);
    }
}
