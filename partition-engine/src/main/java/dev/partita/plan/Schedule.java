package dev.partita.plan;

/** The order in which a pipeline's stages take microbatches. */
public enum Schedule {
    /** All forwards, then all backwards: every microbatch's activations are held at once (Huang et al. 2019). */
    GPIPE("gpipe"),
    /** One forward, one backward: stage i of p holds at most p - i microbatches (Narayanan et al. 2021). */
    ONE_FORWARD_ONE_BACKWARD("1f1b");

    private final String key;

    Schedule(String key) {
        this.key = key;
    }

    /** The word used in files and commands. */
    public String key() {
        return key;
    }
}
