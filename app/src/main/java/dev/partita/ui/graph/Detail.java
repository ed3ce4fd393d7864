package dev.partita.ui.graph;

/** How much of a box can be read at a scale. */
enum Detail {
    /** Its colour. */
    BLOCKS,
    /** Its name, larger than life, so that it can be read from afar. */
    NAMES,
    /** All that stands on it. */
    EVERYTHING;

    private static final double NAMES_FROM = 0.22;
    /** Smaller, the second line of a box could not be read. */
    private static final double EVERYTHING_FROM = 0.7;

    /** @param scale of the graph against that of all other texts */
    static Detail at(double scale) {
        if (scale < NAMES_FROM) {
            return BLOCKS;
        }
        return scale < EVERYTHING_FROM ? NAMES : EVERYTHING;
    }
}
