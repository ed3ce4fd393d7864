package dev.partita.data;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** Training data that cannot be used. */
public final class InvalidData extends Refusal {
    private static final long serialVersionUID = 1L;

    public InvalidData(Sentence sentence) {
        super(sentence);
    }
}
