package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * T5's relative positions (Raffel et al. 2020, section 2.1): a table {@code [buckets, heads]} holds one number per head
 * for every bucket of distances, spread to {@code bias[heads, queries, keys]}.
 */
public sealed interface PositionBiasKernel extends Kernel {
    Buckets distances();

    long queries();

    long keys();

    long heads();

    DataType type();

    default TensorSpec table() {
        return new TensorSpec(Shape.of(distances().buckets(), heads()), type());
    }

    default TensorSpec bias() {
        return new TensorSpec(Shape.of(heads(), queries(), keys()), type());
    }

    /**
     * Which distances share a bucket: small ones have one each, larger ones share buckets that grow by a constant factor
     * up to {@code largestDistance}; all beyond share the last. Half of the buckets are for keys ahead of their query
     * where {@code bidirectional}; otherwise such keys count as distance 0.
     */
    record Buckets(long buckets, long largestDistance, boolean bidirectional) {
        /** The bucket of a key at {@code offset} positions behind its query (ahead of it where negative). */
        public int of(long offset) {
            int half = Math.toIntExact(bidirectional ? buckets / 2 : buckets);
            int first = bidirectional && offset < 0 ? half : 0;
            long distance = bidirectional ? Math.abs(offset) : Math.max(offset, 0);
            int exact = half / 2;
            if (distance < exact) {
                return first + (int) distance;
            }
            // The float arithmetic of the published code, so that no distance falls into the neighbouring bucket.
            float grown = (float) Math.log((float) distance / exact)
                    / (float) Math.log((double) largestDistance / exact)
                    * (half - exact);
            return first + Math.min(exact + (int) grown, half - 1);
        }
    }

    /** Operands: table, bias (written). */
    record PositionBias(long heads, long queries, long keys, Buckets distances, DataType type)
            implements PositionBiasKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("table", table()), write("bias", bias()));
        }

        @Override
        public double flops() {
            return 0;
        }
    }

    /** Operands: gradient of the bias, gradient of the table (accumulated). */
    record PositionBiasGradient(long heads, long queries, long keys, Buckets distances, DataType type)
            implements PositionBiasKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("biasGradient", bias()), update("tableGradient", table()));
        }

        @Override
        public double flops() {
            return bias().shape().elements();
        }
    }
}
