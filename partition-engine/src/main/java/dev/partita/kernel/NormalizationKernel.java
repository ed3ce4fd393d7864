package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * Normalizations over a matrix {@code X[rows, columns]}. Layer norm normalizes each row; batch norm each column (the
 * rows of an NHWC image are its pixels, so the statistics span the microbatch). Statistics kept for backward are
 * {@code [2, n]}: the means, then the reciprocal standard deviations {@code 1/sqrt(variance + epsilon)} with the biased
 * variance. {@code Y = gamma * (X - mean) * rstd + beta}.
 */
public sealed interface NormalizationKernel extends Kernel {
    long rows();

    long columns();

    DataType type();

    default TensorSpec matrix() {
        return new TensorSpec(Shape.of(rows(), columns()), type());
    }

    default TensorSpec vector() {
        return new TensorSpec(Shape.of(columns()), type());
    }

    default TensorSpec rowStatistics() {
        return new TensorSpec(Shape.of(2, rows()), type());
    }

    /** One reciprocal deviation per row. */
    default TensorSpec rowScales() {
        return new TensorSpec(Shape.of(rows()), type());
    }

    default TensorSpec columnStatistics() {
        return new TensorSpec(Shape.of(2, columns()), type());
    }

    @Override
    default double flops() {
        return 8.0 * rows() * columns();
    }

    /** Operands: X, gamma, beta, Y (written), row statistics (written). */
    record LayerNorm(long rows, long columns, double epsilon, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("gamma", vector()),
                    read("beta", vector()),
                    write("Y", matrix()),
                    write("statistics", rowStatistics()).exactly());
        }
    }

    /** Operands: X, gamma, row statistics, gradient of Y, gradient of X (written). */
    record LayerNormInputGradient(long rows, long columns, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("gamma", vector()),
                    read("statistics", rowStatistics()).exactly(),
                    read("outputGradient", matrix()),
                    write("inputGradient", matrix()));
        }
    }

    /** Operands: X, row statistics, gradient of Y, gradient of gamma (accumulated), gradient of beta (accumulated). */
    record LayerNormWeightGradient(long rows, long columns, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("statistics", rowStatistics()).exactly(),
                    read("outputGradient", matrix()),
                    update("gammaGradient", vector()),
                    update("betaGradient", vector()));
        }
    }

    /**
     * {@code Y = gamma * X * rstd} with {@code rstd = 1/sqrt(mean(X^2) + epsilon)} of each row (Zhang and Sennrich 2019).
     * Operands: X, gamma, Y (written), rstd (written).
     */
    record RmsNorm(long rows, long columns, double epsilon, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("gamma", vector()),
                    write("Y", matrix()),
                    write("rstd", rowScales()).exactly());
        }

        @Override
        public double flops() {
            return 4.0 * rows * columns;
        }
    }

    /** Operands: X, gamma, rstd, gradient of Y, gradient of X (written). */
    record RmsNormInputGradient(long rows, long columns, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("gamma", vector()),
                    read("rstd", rowScales()).exactly(),
                    read("outputGradient", matrix()),
                    write("inputGradient", matrix()));
        }
    }

    /** Operands: X, rstd, gradient of Y, gradient of gamma (accumulated). */
    record RmsNormWeightGradient(long rows, long columns, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("rstd", rowScales()).exactly(),
                    read("outputGradient", matrix()),
                    update("gammaGradient", vector()));
        }

        @Override
        public double flops() {
            return 3.0 * rows * columns;
        }
    }

    /** Operands: X, gamma, beta, Y (written), column statistics (written). */
    record BatchNorm(long rows, long columns, double epsilon, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("gamma", vector()),
                    read("beta", vector()),
                    write("Y", matrix()),
                    write("statistics", columnStatistics()).exactly());
        }
    }

    /** Operands: X, gamma, column statistics, gradient of Y, gradient of X (written). */
    record BatchNormInputGradient(long rows, long columns, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("gamma", vector()),
                    read("statistics", columnStatistics()).exactly(),
                    read("outputGradient", matrix()),
                    write("inputGradient", matrix()));
        }
    }

    /** Operands: X, column statistics, gradient of Y, gradient of gamma (accumulated), gradient of beta (accumulated). */
    record BatchNormWeightGradient(long rows, long columns, DataType type) implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("X", matrix()),
                    read("statistics", columnStatistics()).exactly(),
                    read("outputGradient", matrix()),
                    update("gammaGradient", vector()),
                    update("betaGradient", vector()));
        }
    }

    /**
     * What evaluation normalizes with: {@code mean = (1 - momentum) mean + momentum batchMean}, and so the unbiased
     * variance, as PyTorch. Operands: column statistics of the microbatch, running mean (updated), running variance
     * (updated).
     */
    record RunningStatistics(long rows, long columns, double epsilon, double momentum, DataType type)
            implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("statistics", columnStatistics()).exactly(),
                    update("runningMean", vector()),
                    update("runningVariance", vector()));
        }

        @Override
        public double flops() {
            return 10.0 * columns;
        }
    }

    /**
     * Across channels, as PyTorch defines it: {@code Y = X / (k + alpha/size * S)^beta} with S the sum of squares over
     * the {@code size} channels around each one, cut at the edges. Operands: X, Y (written).
     */
    record LocalResponseNorm(long rows, long columns, long size, double alpha, double beta, double k, DataType type)
            implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("X", matrix()), write("Y", matrix()));
        }
    }

    /** Operands: X, gradient of Y, gradient of X (written). */
    record LocalResponseNormGradient(
            long rows, long columns, long size, double alpha, double beta, double k, DataType type)
            implements NormalizationKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("X", matrix()), read("outputGradient", matrix()), write("inputGradient", matrix()));
        }
    }
}
