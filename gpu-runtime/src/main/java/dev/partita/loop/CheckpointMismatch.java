package dev.partita.loop;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** A sound file that is not a checkpoint of the model at hand. */
public final class CheckpointMismatch extends Refusal {
    private static final long serialVersionUID = 1L;

    CheckpointMismatch(Sentence sentence) {
        super(sentence);
    }
}
