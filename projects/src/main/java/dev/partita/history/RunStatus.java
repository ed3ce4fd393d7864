package dev.partita.history;

import java.util.Locale;

/** How far a run came. */
public enum RunStatus {
    RUNNING,
    FINISHED,
    /** Ended early because the user asked. */
    STOPPED,
    /** Ended early by itself, as by a loss that is not a number. */
    FAILED,
    /** Its process is gone and said nothing. Derived when runs are read, never stored. */
    INTERRUPTED;

    /** The word used in files and output. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
