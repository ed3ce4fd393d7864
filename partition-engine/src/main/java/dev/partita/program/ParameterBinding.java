package dev.partita.program;

import dev.partita.graph.Parameter;
import dev.partita.operator.ParameterSpec;
import dev.partita.sharding.FlatSplit;
import dev.partita.sharding.Layout;
import java.util.List;

/**
 * Where a device holds a parameter.
 *
 * @param spec shape and physical layout of what one rank computes with, as the operator wants it
 * @param layout how that lies on the mesh
 * @param weightSplit how ranks that compute with the same divide its weight among them, in the order of device memory
 * @param stateSplit how they divide what the optimizer keeps, and the gradient that it reads, whose buffer begins with the
 *     rank's range
 * @param weight id of the buffer that layers read
 * @param master id of the buffer that the optimizer updates and files hold, in fp32; the weight's own where that is
 * @param accumulator id of the buffer in which the gradient is summed over microbatches; {@link #NO_GRADIENT} if frozen
 * @param gradient id of the buffer that holds the gradient when the optimizer reads it; {@link #NO_GRADIENT} if frozen
 * @param state ids of the optimizer's buffers: momentum, or first and second moment
 * @param owner true on the one mesh that writes it to checkpoints and counts it in the norm
 */
public record ParameterBinding(
        Parameter parameter,
        ParameterSpec spec,
        Layout layout,
        FlatSplit weightSplit,
        FlatSplit stateSplit,
        int weight,
        int master,
        int accumulator,
        int gradient,
        List<Integer> state,
        boolean owner) {
    /** Stands for the buffers that a frozen parameter does without. */
    public static final int NO_GRADIENT = -1;

    public ParameterBinding {
        state = List.copyOf(state);
    }

    /** True if the optimizer leaves it alone. */
    public boolean frozen() {
        return gradient == NO_GRADIENT;
    }

    /** How ranks divide what the optimizer updates: with its state, unless that is the weight itself. */
    public FlatSplit masterSplit() {
        return master == weight ? weightSplit : stateSplit;
    }
}
