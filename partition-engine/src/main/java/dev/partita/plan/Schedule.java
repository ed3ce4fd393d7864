package dev.partita.plan;

/** The order in which a pipeline's stages take microbatches, and the pattern of stages that it is made for. */
public enum Schedule {
    /** All forwards, then all backwards: every microbatch's activations are held at once (Huang et al. 2019). */
    GPIPE("gpipe", StagePattern.ANY, false),
    /** One forward, one backward: stage i of p holds at most p - i microbatches (Narayanan et al. 2021). */
    ONE_FORWARD_ONE_BACKWARD("1f1b", StagePattern.ONE_EACH, false),
    /** 1F1B over v chunks per device: 1/v of its bubble, v times its messages (Narayanan et al. 2021). */
    INTERLEAVED("interleaved", StagePattern.ROUND_ROBIN, false),
    /** 1F1B whose weight gradients wait for the end: a third of its bubble, its memory (Qi et al. 2023, ZB-H1). */
    ZERO_BUBBLE_H1("zb-h1", StagePattern.ONE_EACH, true),
    /** Two chunks in a V: no bubble where F = B = W, the memory of 1F1B (Qi et al. 2024, ZB-V). */
    ZERO_BUBBLE_V("zb-v", StagePattern.MIRRORED, true),
    /** Two chunks in a V, filled from both ends (DeepSeek-AI 2025, DualPipeV). */
    DUALPIPE_V("dualpipe-v", StagePattern.MIRRORED, true),
    /** Whatever is most urgent first, by predicted times; for stages in any pattern. */
    LIST("list", StagePattern.ANY, true);

    private final String key;
    private final StagePattern pattern;
    private final boolean splitsBackward;

    Schedule(String key, StagePattern pattern, boolean splitsBackward) {
        this.key = key;
        this.pattern = pattern;
        this.splitsBackward = splitsBackward;
    }

    /** The word used in files and commands. */
    public String key() {
        return key;
    }

    /** The only stages it takes. */
    public StagePattern pattern() {
        return pattern;
    }

    /** True if gradients of weights are computed apart from those of inputs, when there is time. */
    public boolean splitsBackward() {
        return splitsBackward;
    }
}
