package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/** One pass over elements. */
public sealed interface ElementwiseKernel extends Kernel {

    /** Activation functions. What the gradient reads is the function's choice: see {@link #gradientReadsOutput()}. */
    enum Function {
        /** {@code max(x, 0)}; the gradient is taken as 0 at 0, as PyTorch does. */
        RELU,
        /** {@code 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}, the form GPT-2 and GPT-3 use. */
        GELU_TANH,
        /** {@code x Phi(x)} with the normal distribution Phi: the exact form, which vision transformers use. */
        GELU,
        TANH;

        /** True where backward needs y only, so that x need not be kept. */
        public boolean gradientReadsOutput() {
            return this == RELU || this == TANH;
        }

        double flopsPerElement() {
            return switch (this) {
                case RELU -> 1;
                case TANH -> 10;
                case GELU_TANH -> 14;
                case GELU -> 24;
            };
        }
    }

    /** Operands: x, y (written). */
    record Activation(Function function, long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("x", flat(elements, type)), write("y", flat(elements, type)));
        }

        @Override
        public double flops() {
            return function.flopsPerElement() * elements;
        }
    }

    /** Operands: x, or y where {@link Function#gradientReadsOutput()}; gradient of y; gradient of x (written). */
    record ActivationGradient(Function function, long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("kept", flat(elements, type)),
                    read("outputGradient", flat(elements, type)),
                    write("inputGradient", flat(elements, type)));
        }

        @Override
        public double flops() {
            return 1.5 * function.flopsPerElement() * elements;
        }
    }

    /** {@code c = a + b}. Operands: a, b, c (written). */
    record Add(long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("a", flat(elements, type)), read("b", flat(elements, type)), write("c", flat(elements, type)));
        }

        @Override
        public double flops() {
            return elements;
        }
    }

    /** {@code y = factor x}. Operands: x, y (written). */
    record Scale(double factor, long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("x", flat(elements, type)), write("y", flat(elements, type)));
        }

        @Override
        public double flops() {
            return elements;
        }
    }

    /** SwiGLU (Shazeer 2020): {@code y = gate / (1 + exp(-gate)) * up}. Operands: gate, up, y (written). */
    record SwiGlu(long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("gate", flat(elements, type)),
                    read("up", flat(elements, type)),
                    write("y", flat(elements, type)));
        }

        @Override
        public double flops() {
            return 5.0 * elements;
        }
    }

    /** Operands: gate, up, gradient of y, gradient of gate (written), gradient of up (written). */
    record SwiGluGradient(long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("gate", flat(elements, type)),
                    read("up", flat(elements, type)),
                    read("outputGradient", flat(elements, type)),
                    write("gateGradient", flat(elements, type)),
                    write("upGradient", flat(elements, type)));
        }

        @Override
        public double flops() {
            return 10.0 * elements;
        }
    }

    /** {@code Y[r,c] = X[r,c] + row[c]}. Operands: X, row, Y (written). */
    record AddRow(long rows, long columns, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            TensorSpec matrix = new TensorSpec(Shape.of(rows, columns), type);
            return List.of(read("X", matrix), read("row", flat(columns, type)), write("Y", matrix));
        }

        @Override
        public double flops() {
            return (double) rows * columns;
        }
    }

    /** {@code total += x}. Operands: x, total (accumulated). */
    record Accumulate(long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("x", flat(elements, type)), update("total", flat(elements, type)));
        }

        @Override
        public double flops() {
            return elements;
        }
    }

    /** Sets every byte to zero. Operands: x (written). */
    record Zero(long elements, DataType type) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(write("x", flat(elements, type)));
        }

        @Override
        public double flops() {
            return 0;
        }
    }

    /**
     * Keeps each element with probability {@code 1 - probability} and scales it by the reciprocal of that. Whether an
     * element is kept depends only on (seed, step, layer, global sample, element of the sample), so no mask is stored
     * and backward is this same kernel on the gradient. Operands: x, y (written).
     */
    record Dropout(long samples, long elementsPerSample, double probability, DataType type)
            implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            TensorSpec matrix = new TensorSpec(Shape.of(samples, elementsPerSample), type);
            return List.of(read("x", matrix), write("y", matrix));
        }

        @Override
        public double flops() {
            return 8.0 * samples * elementsPerSample;
        }
    }

    /** The same numbers in another type, rounded to nearest even. Operands: x, y (written). */
    record Cast(long elements, DataType from, DataType to) implements ElementwiseKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(read("x", flat(elements, from)), write("y", flat(elements, to)));
        }

        @Override
        public double flops() {
            return 0;
        }
    }

    private static TensorSpec flat(long elements, DataType type) {
        return new TensorSpec(Shape.of(elements), type);
    }
}
