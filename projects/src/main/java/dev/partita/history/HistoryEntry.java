package dev.partita.history;

import dev.partita.plan.Edit;
import dev.partita.text.Sentence;
import java.time.Instant;

/**
 * One edit of the history.
 *
 * @param position counts from 1 in the order of the edits
 * @param done whether it is part of the project now; otherwise it was undone and can be redone
 */
public record HistoryEntry(long position, Instant time, Edit edit, Edit inverse, boolean done) {
    /** What people call it. */
    public Sentence name() {
        return EditName.of(edit, inverse);
    }
}
