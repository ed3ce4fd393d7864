package dev.partita.program;

import dev.partita.graph.Parameter;
import dev.partita.operator.ParameterLayout;
import java.util.List;

/**
 * Where a device holds a parameter.
 *
 * @param groups groups of a convolution weight, else 1
 * @param weight id of the weight's buffer
 * @param gradient id of the buffer that holds the gradient when the optimizer reads it
 * @param state ids of the optimizer's buffers: momentum, or first and second moment
 * @param owner true on the one device that writes it to checkpoints and counts it in the norm
 */
public record ParameterBinding(
        Parameter parameter,
        ParameterLayout layout,
        long groups,
        int weight,
        int gradient,
        List<Integer> state,
        boolean owner) {
    public ParameterBinding {
        state = List.copyOf(state);
    }
}
