package dev.partita.plan;

/** What backward computes again instead of keeping it from forward (Chen et al. 2016; Korthikanti et al. 2023). */
public enum Recompute {
    NONE("none"),
    /** The inside of attention: its probabilities, the part that grows with the square of the sequence. */
    ATTENTION("attention"),
    /** Whole blocks: of each numbered scope, such as {@code decoder/3}, only what enters it is kept. */
    FULL("full");

    private final String key;

    Recompute(String key) {
        this.key = key;
    }

    /** The word used in files and commands. */
    public String key() {
        return key;
    }
}
