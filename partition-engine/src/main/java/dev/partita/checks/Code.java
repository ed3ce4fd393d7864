package dev.partita.checks;

import dev.partita.graph.GraphProblem;
import java.util.Locale;

/** What a diagnostic is about; scripts may rely on the keys. */
public enum Code {
    OVER_CAPACITY,
    /** The parameters alone are more than all devices together hold. */
    CLUSTER_TOO_SMALL,
    /** The virtual devices together need more than this machine's memory. */
    HOST_MEMORY,
    /** Ranks with different samples keep much of the same optimizer state. */
    REPLICATED_STATE,
    EXPOSED_TRANSFER,
    IDLE_DEVICE,
    UNPLACED_LAYER,
    /** A layer is placed on several devices, which nothing executes yet. */
    ILLEGAL_SPLIT,
    /** A device owns several stages, which the schedule does not take. */
    SEVERAL_STAGES,
    /** The stages do not lie on the devices as the schedule takes them. */
    STAGE_PATTERN,
    /** Devices wait for one another for a good part of the step. */
    BUBBLE,
    /** A device computes noticeably longer for a microbatch than the others, and another cut would even that out. */
    IMBALANCE,
    /** Layers are divided over devices of several machines. */
    TENSOR_ACROSS_MACHINES,
    /** Kernels of so few samples that larger microbatches are predicted to take less time in all. */
    SMALL_MICROBATCH,
    NO_SUCH_DEVICE,
    /** A device does not compute in the data type of training. */
    DATA_TYPE,
    NO_LOSS,
    INVALID_MODEL,
    /** An input of a layer is connected to nothing, or to an output that is not there. */
    OPEN_INPUT,
    /** A layer does not take what is connected to it. */
    SHAPE_MISMATCH,
    /** A placement rule that matches no layer. */
    UNUSED_RULE,
    /** A pattern of frozen layers that matches none with parameters. */
    UNUSED_FROZEN,
    /** A shared parameter is frozen in one layer and trained in another. */
    SHARED_FROZEN,
    /** Every parameter is frozen. */
    ALL_FROZEN;

    /** What a located problem of the model is called. */
    public static Code of(GraphProblem problem) {
        return switch (problem) {
            case GraphProblem.OpenInput _, GraphProblem.NoSuchOutput _ -> OPEN_INPUT;
            case GraphProblem.Mismatch _ -> SHAPE_MISMATCH;
            case GraphProblem.TooLarge _ -> INVALID_MODEL;
        };
    }

    /** The word used in commands, such as {@code over-capacity}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
