package dev.partita.data;

/** Training data that cannot be used. The message is a sentence for the user. */
public final class InvalidData extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidData(String message) {
        super(message);
    }
}
