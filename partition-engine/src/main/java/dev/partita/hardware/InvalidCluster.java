package dev.partita.hardware;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** A cluster notation that names no cluster. The message is a sentence for people with the nearest legal choice. */
public final class InvalidCluster extends Refusal {
    private static final long serialVersionUID = 1L;

    InvalidCluster(Sentence sentence) {
        super(sentence);
    }
}
