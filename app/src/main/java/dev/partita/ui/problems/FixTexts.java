package dev.partita.ui.problems;

import dev.partita.checks.Effect;
import dev.partita.quantity.Human;
import dev.partita.text.Sentence;
import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** What a fix does, as differences: short enough for a card. */
record FixTexts(Texts texts) {
    String effect(Effect effect) {
        List<String> parts = new ArrayList<>();
        if (effect.peakBytesBefore().isPresent() && effect.peakBytesAfter().isPresent()) {
            long change = effect.peakBytesAfter().getAsLong()
                    - effect.peakBytesBefore().getAsLong();
            parts.add(texts.now("problems.effect.memory", signed(change), effect.device()));
        }
        if (effect.stepSecondsBefore().isPresent() && effect.stepSecondsAfter().isPresent()) {
            double change = effect.stepSecondsAfter().getAsDouble()
                    - effect.stepSecondsBefore().getAsDouble();
            parts.add(texts.now("problems.effect.step", sign(change) + Human.seconds(Math.abs(change))));
        }
        parts.add(texts.now(
                effect.errorsAfter() > 0
                        ? Sentence.of("engine.effect.errors", effect.errorsAfter())
                        : Sentence.of("engine.effect.cured")));
        return String.join(" · ", parts);
    }

    private static String signed(long bytes) {
        return sign(bytes) + Human.bytes(Math.abs(bytes));
    }

    private static String sign(double value) {
        return value < 0 ? "−" : "+";
    }
}
