package dev.partita.loop;

/** A sound file that is not a checkpoint of the model at hand. The message is a sentence for the user. */
public final class CheckpointMismatch extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CheckpointMismatch(String message) {
        super(message);
    }
}
