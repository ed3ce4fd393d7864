package dev.partita.operator;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** An operator was given inputs it cannot take. The message is a sentence for people with both shapes. */
public final class ShapeMismatch extends Refusal {
    private static final long serialVersionUID = 1L;

    public ShapeMismatch(Sentence sentence) {
        super(sentence);
    }
}
