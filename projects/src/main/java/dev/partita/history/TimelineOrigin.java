package dev.partita.history;

import java.util.Locale;

/** Where a timeline comes from. */
public enum TimelineOrigin {
    PREDICTED,
    MEASURED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
