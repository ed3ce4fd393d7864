package dev.partita.program;

import dev.partita.graph.Parameter;
import dev.partita.operator.ParameterSpec;
import dev.partita.sharding.Layout;
import java.util.List;

/**
 * Where a device holds a parameter.
 *
 * @param spec shape and physical layout of what one rank holds, as the operator wants it
 * @param layout how the parameter lies on the mesh
 * @param weight id of the buffer that layers read
 * @param master id of the buffer that the optimizer updates and files hold, in fp32; the weight's own where that is
 * @param gradient id of the buffer that holds the gradient when the optimizer reads it
 * @param state ids of the optimizer's buffers: momentum, or first and second moment
 * @param owner true on the one mesh that writes it to checkpoints and counts it in the norm
 */
public record ParameterBinding(
        Parameter parameter,
        ParameterSpec spec,
        Layout layout,
        int weight,
        int master,
        int gradient,
        List<Integer> state,
        boolean owner) {
    public ParameterBinding {
        state = List.copyOf(state);
    }
}
