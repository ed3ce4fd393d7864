package dev.partita.graph;

/** A model that cannot exist. The message is a sentence for the user. */
public final class InvalidGraph extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidGraph(String message) {
        super(message);
    }
}
