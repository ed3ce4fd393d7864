package dev.partita.operator;

import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Map;

/**
 * One layer as kernels, for one microbatch. What backward keeps is not declared: it is every {@code Input},
 * {@code Output} and {@code Saved} operand that the gradient sequences read.
 *
 * @param saved tensors that forward writes for backward, in the order of {@link Operand.Saved}
 * @param temporaries scratch of a single sequence, in the order of {@link Operand.Temporary}
 * @param backwardPreparation what both gradient sequences need first; shares their temporaries
 * @param inputGradient writes every {@link Operand.InputGradient} that is differentiable and not an alias; left out
 *     where no input needs a gradient
 * @param weightGradient adds to every {@link Operand.ParameterGradient}
 * @param aliases outputs that are an input unchanged, input gradients that are an output gradient unchanged (same
 *     bytes, possibly another shape): no kernel, no buffer
 */
public record Lowering(
        List<TensorSpec> saved,
        List<TensorSpec> temporaries,
        List<KernelCall> forward,
        List<KernelCall> backwardPreparation,
        List<KernelCall> inputGradient,
        List<KernelCall> weightGradient,
        Map<Operand, Operand> aliases) {

    public Lowering {
        saved = List.copyOf(saved);
        temporaries = List.copyOf(temporaries);
        forward = List.copyOf(forward);
        backwardPreparation = List.copyOf(backwardPreparation);
        inputGradient = List.copyOf(inputGradient);
        weightGradient = List.copyOf(weightGradient);
        aliases = Map.copyOf(aliases);
    }

    /** A layer whose gradients need nothing in common. */
    public Lowering(
            List<TensorSpec> saved,
            List<TensorSpec> temporaries,
            List<KernelCall> forward,
            List<KernelCall> inputGradient,
            List<KernelCall> weightGradient,
            Map<Operand, Operand> aliases) {
        this(saved, temporaries, forward, List.of(), inputGradient, weightGradient, aliases);
    }

    /** The same for a layer whose parameters are not trained. */
    public Lowering withoutWeightGradient() {
        return new Lowering(saved, temporaries, forward, backwardPreparation, inputGradient, List.of(), aliases);
    }

    /** A layer without saved tensors, temporaries or aliases. */
    public static Lowering of(
            List<KernelCall> forward, List<KernelCall> inputGradient, List<KernelCall> weightGradient) {
        return new Lowering(List.of(), List.of(), forward, inputGradient, weightGradient, Map.of());
    }
}
