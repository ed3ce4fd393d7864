package dev.partita.checks;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** The plan cannot be trained. */
    ERROR,
    /** It works, but not as well as it could, or not as the user seems to think. */
    WARNING,
    INFO;

    /** The word used in commands. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
