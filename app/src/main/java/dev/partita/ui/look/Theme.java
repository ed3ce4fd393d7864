package dev.partita.ui.look;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Dark, light, or as the system is. */
public enum Theme {
    DARK,
    LIGHT,
    SYSTEM;

    /** The word that settings and commands use. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Theme> ofKey(String key) {
        return Stream.of(values()).filter(theme -> theme.key().equals(key)).findFirst();
    }
}
