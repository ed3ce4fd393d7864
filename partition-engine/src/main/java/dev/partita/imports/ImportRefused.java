package dev.partita.imports;

/** A model file that cannot be imported. The message is a sentence for the user. */
public final class ImportRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ImportRefused(String message) {
        super(message);
    }

    ImportRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
