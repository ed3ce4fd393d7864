package dev.partita.graph;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** A model that cannot exist. The message is a sentence for people. */
public final class InvalidGraph extends Refusal {
    private static final long serialVersionUID = 1L;

    public InvalidGraph(Sentence sentence) {
        super(sentence);
    }
}
