package dev.partita.imports;

/** The user did not want to wait any longer. */
public final class ImportCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportCancelled() {
        super("The import was cancelled; nothing was changed.");
    }
}
