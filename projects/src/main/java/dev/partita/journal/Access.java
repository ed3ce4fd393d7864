package dev.partita.journal;

import dev.partita.text.Sentence;

/** What an opened project folder lets one do. */
public sealed interface Access {
    /** Edits and saves. */
    record Writable() implements Access {}

    /** @param because one sentence: who or what keeps this process from writing, and what to do */
    record ReadOnly(Sentence because) implements Access {}
}
