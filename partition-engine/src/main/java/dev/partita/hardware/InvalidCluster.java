package dev.partita.hardware;

/** A cluster notation that names no cluster. The message is a sentence for the user with the nearest legal choice. */
public final class InvalidCluster extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidCluster(String message) {
        super(message);
    }
}
