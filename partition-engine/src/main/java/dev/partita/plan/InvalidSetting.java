package dev.partita.plan;

/** A setting that cannot be made. The message is a sentence for the user. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidSetting(String message) {
        super(message);
    }
}
