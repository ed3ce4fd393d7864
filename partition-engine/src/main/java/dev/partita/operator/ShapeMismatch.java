package dev.partita.operator;

/** An operator was given inputs it cannot take. The message is a sentence for the user with both shapes. */
public final class ShapeMismatch extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeMismatch(String message) {
        super(message);
    }
}
