package dev.partita.program;

import dev.partita.kernel.Kernel;
import java.util.List;

/**
 * One kernel of a segment with its buffers in the kernel's operand order.
 *
 * @param layer id of the layer it belongs to; names the random stream. For the optimizer, the parameter's name
 * @param buffers ids in {@link DeviceProgram#buffers()}
 * @param workspace id of its scratch buffer, or -1
 * @param sampleAxes the mesh axes whose ranks see different samples, outermost first
 * @param seconds predicted under the program's profile; of a collective by its links
 * @param recomputed true if forward has computed the same, so that it is no useful work
 */
public record Step(
        String layer,
        Kernel kernel,
        List<Integer> buffers,
        int workspace,
        List<Integer> sampleAxes,
        double seconds,
        boolean recomputed) {
    public static final int NO_WORKSPACE = -1;

    public Step {
        buffers = List.copyOf(buffers);
        sampleAxes = List.copyOf(sampleAxes);
    }
}
