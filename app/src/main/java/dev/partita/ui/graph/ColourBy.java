package dev.partita.ui.graph;

import java.util.Locale;

/** What the colours of boxes mean. */
enum ColourBy {
    DEVICE,
    MEMORY,
    TIME,
    OPERATOR;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
