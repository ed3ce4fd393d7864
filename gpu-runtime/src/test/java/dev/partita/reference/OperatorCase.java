package dev.partita.reference;

import dev.partita.kernel.LossKernel;
import dev.partita.operator.Activation;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Embedding;
import dev.partita.operator.Lowering;
import dev.partita.operator.MaskedCrossEntropyLoss;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.Operand;
import dev.partita.operator.Operator;
import dev.partita.operator.Pool2d;
import dev.partita.operator.SoftCrossEntropyLoss;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One layer with the shapes it is given.
 *
 * @param seed draws its values, the same each time
 */
record OperatorCase(Operator operator, List<TensorSpec> inputs, long microbatches, long seed) {
    /** Far more than any finite difference steps, so that no kink or tie lies within its reach. */
    private static final double DISTANCE = 0.01;

    List<TensorSpec> outputs() {
        return operator.infer(inputs, samples());
    }

    Lowering lowering() {
        return operator.lower(inputs, microbatches);
    }

    long samples() {
        return inputs.getFirst().shape().size(0);
    }

    /** The shape and type of what a kernel call of this layer names; a parameter's shape is canonical. */
    TensorSpec spec(Operand operand) {
        return switch (operand) {
            case Operand.Input input -> inputs.get(input.index());
            case Operand.InputGradient gradient -> inputs.get(gradient.index());
            case Operand.Output output -> outputs().get(output.index());
            case Operand.OutputGradient gradient -> outputs().get(gradient.index());
            case Operand.Parameter parameter -> parameter(parameter.index());
            case Operand.ParameterGradient gradient -> parameter(gradient.index());
            case Operand.Saved saved -> lowering().saved().get(saved.index());
            case Operand.Temporary temporary -> lowering().temporaries().get(temporary.index());
            case Operand.State state ->
                TensorSpec.float32(operator.states().get(state.index()).shape());
            case Operand.Loss _ -> new TensorSpec(Shape.of(1), DataType.FLOAT64);
        };
    }

    /** Values that the operator accepts and at which it is differentiable. */
    double[][] randomInputs() {
        Random random = new Random(seed);
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> randomInput(i, random))
                .toArray(double[][]::new);
    }

    double[][] randomParameters() {
        Random random = new Random(seed + 1);
        return operator.parameters().stream()
                .map(parameter -> gaussian(parameter.shape().elements(), random))
                .toArray(double[][]::new);
    }

    double[][] randomCotangents() {
        Random random = new Random(seed + 2);
        return outputs().stream()
                .map(output -> gaussian(output.shape().elements(), random))
                .toArray(double[][]::new);
    }

    private double[] randomInput(int index, Random random) {
        long elements = inputs.get(index).shape().elements();
        return switch (operator) {
            case Embedding embedding -> indices(elements, embedding.vocabulary(), random);
            case SoftCrossEntropyLoss _ when index == 1 -> fractions(elements, random);
            case CrossEntropyLoss _
            when index == 1 -> indices(elements, inputs.getFirst().shape().size(-1), random);
            case MaskedCrossEntropyLoss _
            when index == 1 ->
                someIgnored(indices(elements, inputs.getFirst().shape().size(-1), random));
            case MaxPool2d _, Pool2d _ -> distinct(elements, random);
            case Activation _ -> awayFromZero(elements, random);
            default -> gaussian(elements, random);
        };
    }

    private TensorSpec parameter(int index) {
        return TensorSpec.float32(operator.parameters().get(index).shape());
    }

    private static double[] gaussian(long elements, Random random) {
        return random.doubles(elements).map(_ -> random.nextGaussian()).toArray();
    }

    private static double[] awayFromZero(long elements, Random random) {
        return random.doubles(elements)
                .map(_ -> random.nextGaussian())
                .map(x -> x + Math.copySign(DISTANCE, x))
                .toArray();
    }

    private static double[] fractions(long elements, Random random) {
        return random.doubles(elements).toArray();
    }

    private static double[] indices(long elements, long bound, Random random) {
        return random.longs(elements, 0, bound).asDoubleStream().toArray();
    }

    /** Every other target is not predicted. */
    private static double[] someIgnored(double[] targets) {
        return IntStream.range(0, targets.length)
                .mapToDouble(i -> i % 2 == 0 ? targets[i] : LossKernel.IGNORED)
                .toArray();
    }

    /** A random order of equally spaced numbers around 0. */
    private static double[] distinct(long elements, Random random) {
        double[] values = IntStream.range(0, (int) elements)
                .mapToDouble(i -> DISTANCE * (i - elements / 2))
                .toArray();
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
        return values;
    }

    @Override
    public String toString() {
        return operator + " of " + inputs + ", " + microbatches + " microbatches, seed " + seed;
    }
}
