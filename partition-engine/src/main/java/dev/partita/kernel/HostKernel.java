package dev.partita.kernel;

import dev.partita.tensor.TensorSpec;
import java.util.List;

/** Work that brings the outside world to a device. */
public sealed interface HostKernel extends Kernel {

    /** Fills a buffer with one microbatch of a model input, in the graph's sample order. Operands: x (written). */
    record LoadInput(String input, TensorSpec spec) implements HostKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(OperandUse.write("x", spec));
        }

        @Override
        public double flops() {
            return 0;
        }
    }
}
