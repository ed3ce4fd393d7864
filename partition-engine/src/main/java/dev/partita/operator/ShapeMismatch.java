package dev.partita.operator;

/** An operator was given inputs it cannot take. The message is a sentence for the user with both shapes. */
public final class ShapeMismatch extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int input;

    public ShapeMismatch(String message) {
        this(0, message);
    }

    public ShapeMismatch(int input, String message) {
        super(message);
        this.input = input;
    }

    /** The number of the input that does not fit. */
    public int input() {
        return input;
    }
}
