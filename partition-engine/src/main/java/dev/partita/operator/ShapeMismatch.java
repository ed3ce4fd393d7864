package dev.partita.operator;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** An operator was given inputs it cannot take. The message is a sentence for people with both shapes. */
public final class ShapeMismatch extends Refusal {
    private static final long serialVersionUID = 1L;

    private final int input;

    public ShapeMismatch(Sentence sentence) {
        this(0, sentence);
    }

    public ShapeMismatch(int input, Sentence sentence) {
        super(sentence);
        this.input = input;
    }

    /** The number of the input that does not fit. */
    public int input() {
        return input;
    }
}
