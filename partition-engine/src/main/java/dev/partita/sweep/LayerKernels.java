package dev.partita.sweep;

import dev.partita.kernel.ElementwiseKernel.Add;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.kernel.Kernel;
import dev.partita.operator.Activation;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Dropout;
import dev.partita.operator.Embedding;
import dev.partita.operator.Initialization;
import dev.partita.operator.KernelCall;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operator;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.SelfAttention;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kernels of a part of the decoder on one rank, for one microbatch: the operators of the {@code Gpt} template lowered
 * at the sizes Megatron's tensor parallelism leaves (Shoeybi et al. 2019: heads/t, 4h/t, V/t; norms, dropouts and sums
 * whole).
 */
record LayerKernels(List<Kernel> forward, List<Kernel> backward) {
    private static final double DROPOUT = 0.1;
    private static final double EPSILON = 1e-5;
    private static final DataType TYPE = DataType.FLOAT16;

    /** Attention and MLP, each with its norm before and its sum with the residual stream after. */
    static LayerKernels block(long microbatch, long sequence, long width, long heads, int tensor) {
        Lowered lowered = new Lowered(microbatch, sequence);
        long local = width / tensor;
        lowered.add(new LayerNorm(width, EPSILON), width);
        lowered.add(linear(width, 3 * local, true), width);
        lowered.add(new SelfAttention(heads / tensor, width / heads, true), 3 * local);
        lowered.add(linear(local, width, true), local);
        lowered.residual(width);
        lowered.add(new LayerNorm(width, EPSILON), width);
        lowered.add(linear(width, 4 * local, true), width);
        lowered.add(new Activation(Function.GELU_TANH), 4 * local);
        lowered.add(linear(4 * local, width, true), 4 * local);
        lowered.residual(width);
        return lowered.kernels();
    }

    static LayerKernels embedding(long microbatch, long sequence, long width, long localVocabulary) {
        Lowered lowered = new Lowered(microbatch, sequence);
        TensorSpec tokens = new TensorSpec(Shape.of(microbatch, sequence), DataType.INT32);
        lowered.add(new Embedding(localVocabulary, width, Initialization.ZEROS), List.of(tokens));
        lowered.add(new PositionEmbedding(sequence, width, Initialization.ZEROS), width);
        lowered.add(new Dropout(DROPOUT), width);
        return lowered.kernels();
    }

    /** The last norm, the projection to the vocabulary and the loss. */
    static LayerKernels head(long microbatch, long sequence, long width, long localVocabulary) {
        Lowered lowered = new Lowered(microbatch, sequence);
        lowered.add(new LayerNorm(width, EPSILON), width);
        lowered.add(linear(width, localVocabulary, false), width);
        TensorSpec targets = new TensorSpec(Shape.of(microbatch, sequence), DataType.INT32);
        lowered.add(new CrossEntropyLoss(), List.of(lowered.stream(localVocabulary), targets));
        return lowered.kernels();
    }

    private static Linear linear(long inputs, long outputs, boolean bias) {
        return new Linear(inputs, outputs, bias, Initialization.ZEROS);
    }

    /** Collects what operators lower to. */
    private record Lowered(long microbatch, long sequence, List<Kernel> forward, List<Kernel> backward) {
        Lowered(long microbatch, long sequence) {
            this(microbatch, sequence, new ArrayList<>(), new ArrayList<>());
        }

        TensorSpec stream(long columns) {
            return new TensorSpec(Shape.of(microbatch, sequence, columns), TYPE);
        }

        void add(Operator operator, long inputColumns) {
            add(operator, List.of(stream(inputColumns)));
        }

        void add(Operator operator, List<TensorSpec> inputs) {
            Lowering lowering = operator.lower(inputs, 1);
            lowering.forward().forEach(call -> forward.add(call.kernel()));
            Stream.concat(lowering.inputGradient().stream(), lowering.weightGradient().stream())
                    .map(KernelCall::kernel)
                    .forEach(backward::add);
        }

        /** Dropout and sum; backward adds the gradients of the two ways into one. */
        void residual(long width) {
            add(new Dropout(DROPOUT), width);
            Add sum = new Add(microbatch * sequence * width, TYPE);
            forward.add(sum);
            backward.add(sum);
        }

        LayerKernels kernels() {
            return new LayerKernels(List.copyOf(forward), List.copyOf(backward));
        }
    }
}
