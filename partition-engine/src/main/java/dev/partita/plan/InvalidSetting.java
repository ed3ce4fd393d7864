package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** A setting that cannot be made. The message is a sentence for people. */
public final class InvalidSetting extends Refusal {
    private static final long serialVersionUID = 1L;

    InvalidSetting(Sentence sentence) {
        super(sentence);
    }
}
