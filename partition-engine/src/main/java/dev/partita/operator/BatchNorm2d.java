package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.NormalizationKernel.BatchNorm;
import dev.partita.kernel.NormalizationKernel.BatchNormInputGradient;
import dev.partita.kernel.NormalizationKernel.BatchNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.RunningStatistics;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.operator.Operand.Saved;
import dev.partita.operator.Operand.State;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Map;

/**
 * Normalizes each channel over the whole microbatch, then scales and shifts it. Parameters: weight, bias {@code
 * [channels]}. Beside them it keeps the running mean and variance that PyTorch evaluates with, updated by every
 * microbatch in order; training reads them nowhere, they are for whoever loads the checkpoint.
 */
public record BatchNorm2d(long channels, double epsilon) implements Operator {
    /** PyTorch's: the share of the newest microbatch. */
    private static final double MOMENTUM = 0.1;

    public BatchNorm2d {
        Sizes.positive("BatchNorm2d", "channels", channels);
        Sizes.positiveNumber("BatchNorm2d", "epsilon", epsilon);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Images.requireChannels("BatchNorm2d", inputs.getFirst(), channels);
        return inputs;
    }

    @Override
    public List<ParameterSpec> parameters() {
        return List.of(
                ParameterSpec.canonical("weight", Shape.of(channels), Initialization.ONES),
                ParameterSpec.canonical("bias", Shape.of(channels), Initialization.ZEROS));
    }

    @Override
    public List<ParameterSpec> states() {
        return List.of(
                ParameterSpec.canonical("running_mean", Shape.of(channels), Initialization.ZEROS),
                ParameterSpec.canonical("running_var", Shape.of(channels), Initialization.ONES));
    }

    /** Every channel has its own statistics, over all samples: these stay together. */
    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        return ranks.divide(channels)
                ? ChannelDivisions.each(
                        new BatchNorm2d(channels / ranks.count(), epsilon), inputs.getFirst(), 2, 2, ranks)
                : List.of();
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        long rows = Images.pixels(inputs.getFirst().shape());
        DataType type = inputs.getFirst().type();
        BatchNorm forward = new BatchNorm(rows, channels, epsilon, type);
        return new Lowering(
                List.of(forward.columnStatistics()),
                List.of(),
                List.of(
                        of(
                                forward,
                                new Operand.Input(0),
                                new Parameter(0),
                                new Parameter(1),
                                new Operand.Output(0),
                                new Saved(0)),
                        of(
                                new RunningStatistics(rows, channels, epsilon, MOMENTUM, type),
                                new Saved(0),
                                new State(0),
                                new State(1))),
                List.of(of(
                        new BatchNormInputGradient(rows, channels, type),
                        new Operand.Input(0),
                        new Parameter(0),
                        new Saved(0),
                        new OutputGradient(0),
                        new InputGradient(0))),
                List.of(of(
                        new BatchNormWeightGradient(rows, channels, type),
                        new Operand.Input(0),
                        new Saved(0),
                        new OutputGradient(0),
                        new ParameterGradient(0),
                        new ParameterGradient(1))),
                Map.of());
    }
}
