package dev.partita.graph;

import java.util.List;

/** Equal scopes side by side, drawn as one card: {@code decoder/0..95 x96}. Their layers are equal one by one. */
public record BlockRun(List<String> scopes) {
    public BlockRun {
        scopes = List.copyOf(scopes);
        if (scopes.size() < 2) {
            throw new IllegalArgumentException("A run has 2 blocks or more, found " + scopes + ".");
        }
    }

    public int count() {
        return scopes.size();
    }

    /** The first block's scope, the last one's name and how many there are. */
    @Override
    public String toString() {
        String last = scopes.getLast();
        return scopes.getFirst() + ".." + last.substring(last.lastIndexOf('/') + 1) + " x" + count();
    }
}
