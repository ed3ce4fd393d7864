package dev.partita.template;

/** A name that no template has. The message is a sentence for the user with the names there are. */
public final class UnknownTemplate extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnknownTemplate(String message) {
        super(message);
    }
}
