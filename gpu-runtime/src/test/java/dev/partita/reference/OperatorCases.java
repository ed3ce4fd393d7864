package dev.partita.reference;

import static java.util.Map.entry;

import dev.partita.device.RandomStream;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.BatchMatMul;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.ClassToken;
import dev.partita.operator.Combine;
import dev.partita.operator.Concat;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Convolution;
import dev.partita.operator.CrossAttention;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Dispatch;
import dev.partita.operator.Dropout;
import dev.partita.operator.Embedding;
import dev.partita.operator.Flatten;
import dev.partita.operator.GroupedQueryAttention;
import dev.partita.operator.ImageToSequence;
import dev.partita.operator.Initialization;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.LoadBalancingLoss;
import dev.partita.operator.LocalResponseNorm;
import dev.partita.operator.MaskedCrossEntropyLoss;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.MeanSquaredErrorLoss;
import dev.partita.operator.Operator;
import dev.partita.operator.Permute;
import dev.partita.operator.Pool2d;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.Reduce;
import dev.partita.operator.RelativeAttention;
import dev.partita.operator.Reshape;
import dev.partita.operator.RmsNorm;
import dev.partita.operator.RotaryPositions;
import dev.partita.operator.Scale;
import dev.partita.operator.SelfAttention;
import dev.partita.operator.SequenceToImage;
import dev.partita.operator.Slice;
import dev.partita.operator.SoftCrossEntropyLoss;
import dev.partita.operator.Softmax;
import dev.partita.operator.Split;
import dev.partita.operator.SwiGlu;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Seeded random layers of every kind, small and of odd sizes. */
final class OperatorCases {
    private static final int CASES_PER_OPERATOR = 8;
    private static final Initialization ANY = Initialization.ZEROS;

    /** Draws one layer of a kind with the shapes it takes. */
    @FunctionalInterface
    interface Draw {
        Layer from(Sizes sizes);
    }

    record Layer(Operator operator, List<TensorSpec> inputs) {
        static Layer of(Operator operator, TensorSpec... inputs) {
            return new Layer(operator, List.of(inputs));
        }
    }

    record Sizes(int number, Random random) {
        /** True for half of the cases of a kind, whatever the seed. */
        boolean everyOther() {
            return number % 2 == 0;
        }

        /** A size from 1 to {@code largest}. */
        long upTo(int largest) {
            return between(1, largest);
        }

        long between(int smallest, int largest) {
            return random.nextInt(smallest, largest + 1);
        }

        boolean coin() {
            return random.nextBoolean();
        }

        /** {@code [sample, width]} or {@code [sample, sequence, width]}. */
        TensorSpec rowsOf(long width) {
            return coin()
                    ? TensorSpec.float32(between(2, 5), width)
                    : TensorSpec.float32(upTo(3), between(2, 5), width);
        }

        /** An image of at least {@code smallest x smallest}. */
        TensorSpec image(long channels, int smallest) {
            return TensorSpec.float32(
                    upTo(3), channels, between(smallest, smallest + 4), between(smallest, smallest + 4));
        }
    }

    private static final Map<Class<? extends Operator>, Draw> DRAWS = Map.ofEntries(
            entry(Embedding.class, OperatorCases::embedding),
            entry(PositionEmbedding.class, OperatorCases::positionEmbedding),
            entry(Linear.class, OperatorCases::linear),
            entry(SelfAttention.class, OperatorCases::selfAttention),
            entry(LayerNorm.class, OperatorCases::layerNorm),
            entry(BatchNorm2d.class, OperatorCases::batchNorm),
            entry(LocalResponseNorm.class, OperatorCases::localResponseNorm),
            entry(Conv2d.class, OperatorCases::convolution),
            entry(MaxPool2d.class, OperatorCases::maxPool),
            entry(Activation.class, OperatorCases::activation),
            entry(Dropout.class, OperatorCases::dropout),
            entry(Add.class, OperatorCases::add),
            entry(Flatten.class, sizes -> Layer.of(new Flatten(), sizes.image(sizes.upTo(4), 1))),
            entry(SequenceToImage.class, OperatorCases::sequenceToImage),
            entry(ImageToSequence.class, sizes -> Layer.of(new ImageToSequence(), sizes.image(sizes.upTo(4), 1))),
            entry(CrossEntropyLoss.class, OperatorCases::crossEntropyLoss),
            entry(RmsNorm.class, TextOperatorCases::rmsNorm),
            entry(RotaryPositions.class, TextOperatorCases::rotaryPositions),
            entry(GroupedQueryAttention.class, TextOperatorCases::groupedQueryAttention),
            entry(RelativeAttention.class, TextOperatorCases::relativeAttention),
            entry(CrossAttention.class, TextOperatorCases::crossAttention),
            entry(SwiGlu.class, TextOperatorCases::swiGlu),
            entry(Scale.class, sizes -> Layer.of(new Scale(0.3), sizes.rowsOf(5))),
            entry(Dispatch.class, TextOperatorCases::dispatch),
            entry(Combine.class, TextOperatorCases::combine),
            entry(LoadBalancingLoss.class, TextOperatorCases::loadBalancingLoss),
            entry(MaskedCrossEntropyLoss.class, TextOperatorCases::maskedCrossEntropyLoss),
            entry(SoftCrossEntropyLoss.class, sizes -> ofTwo(new SoftCrossEntropyLoss(), sizes.rowsOf(5))),
            entry(MeanSquaredErrorLoss.class, sizes -> ofTwo(new MeanSquaredErrorLoss(), sizes.rowsOf(3))),
            entry(ClassToken.class, ShapeCases::classToken),
            entry(BatchMatMul.class, ShapeCases::batchMatMul),
            entry(Softmax.class, ShapeCases::softmax),
            entry(Reduce.class, ShapeCases::reduce),
            entry(Permute.class, ShapeCases::permute),
            entry(Reshape.class, ShapeCases::reshape),
            entry(Slice.class, ShapeCases::slice),
            entry(Split.class, ShapeCases::split),
            entry(Concat.class, ShapeCases::concat),
            entry(Pool2d.class, OperatorCases::pool),
            entry(Convolution.class, OperatorCases::convolutionOfAnyForm));

    private OperatorCases() {}

    static boolean covers(Class<?> operator) {
        return DRAWS.containsKey(operator);
    }

    /** Every kind several times, in the order the operators are declared. */
    static Stream<OperatorCase> all() {
        return kinds(Operator.class)
                .filter(DRAWS::containsKey)
                .flatMap(kind -> IntStream.range(0, CASES_PER_OPERATOR).mapToObj(seed -> draw(kind, seed)));
    }

    /** The records of a sealed family. */
    static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(OperatorCases::kinds)
                : Stream.of(type);
    }

    private static OperatorCase draw(Class<?> kind, int seed) {
        // mixed, because the first numbers of java.util.Random under neighbouring seeds are nearly equal
        Random random = new Random(RandomStream.mix(RandomStream.ofLayer(kind.getSimpleName()) + seed));
        Layer layer = DRAWS.get(kind).from(new Sizes(seed, random));
        return new OperatorCase(layer.operator(), layer.inputs(), random.nextInt(1, 4), seed);
    }

    private static Layer embedding(Sizes sizes) {
        TensorSpec indices = TensorSpec.int32(sizes.upTo(3), sizes.upTo(7));
        return Layer.of(new Embedding(sizes.upTo(9), sizes.upTo(7), ANY), indices);
    }

    private static Layer positionEmbedding(Sizes sizes) {
        long sequence = sizes.upTo(7);
        long width = sizes.upTo(5);
        return Layer.of(
                new PositionEmbedding(sequence, width, ANY), TensorSpec.float32(sizes.upTo(3), sequence, width));
    }

    private static Layer linear(Sizes sizes) {
        long inputs = sizes.upTo(7);
        return Layer.of(new Linear(inputs, sizes.upTo(7), sizes.everyOther(), ANY), sizes.rowsOf(inputs));
    }

    private static Layer selfAttention(Sizes sizes) {
        long heads = sizes.upTo(3);
        long headSize = sizes.upTo(5);
        return Layer.of(
                new SelfAttention(heads, headSize, sizes.everyOther()),
                TensorSpec.float32(sizes.upTo(3), sizes.between(2, 7), 3 * heads * headSize));
    }

    /** Of two elements the normalized ones hardly depend on the input; so at least three. */
    private static Layer layerNorm(Sizes sizes) {
        long width = sizes.between(3, 9);
        return Layer.of(new LayerNorm(width, sizes.everyOther() ? 1e-5 : 0.1), sizes.rowsOf(width));
    }

    private static Layer batchNorm(Sizes sizes) {
        long channels = sizes.upTo(5);
        return Layer.of(new BatchNorm2d(channels, sizes.everyOther() ? 1e-5 : 0.1), sizes.image(channels, 2));
    }

    private static Layer localResponseNorm(Sizes sizes) {
        return Layer.of(
                new LocalResponseNorm(sizes.upTo(6), 0.5, sizes.everyOther() ? 0.75 : 1.5, sizes.upTo(2)),
                sizes.image(sizes.upTo(7), 1));
    }

    private static Layer convolution(Sizes sizes) {
        long groups = sizes.upTo(3);
        long inputs = groups * sizes.upTo(3);
        long outputs = groups * sizes.upTo(3);
        int kernel = (int) sizes.upTo(3);
        Conv2d layer =
                new Conv2d(inputs, outputs, kernel, sizes.everyOther() ? 1 : 2, sizes.between(0, 2), groups, ANY);
        return Layer.of(layer, sizes.image(inputs, kernel));
    }

    private static Layer maxPool(Sizes sizes) {
        int window = (int) sizes.between(2, 3);
        long stride = sizes.everyOther() ? 1 : sizes.upTo(3);
        return Layer.of(new MaxPool2d(window, stride), sizes.image(sizes.upTo(4), window));
    }

    private static Layer pool(Sizes sizes) {
        long height = sizes.between(2, 3);
        long width = sizes.between(2, 3);
        Pool2d pool = new Pool2d(
                sizes.everyOther() ? Pool2d.MAX : Pool2d.MEAN,
                List.of(height, width),
                List.of(sizes.upTo(3), sizes.upTo(2)),
                List.of(sizes.coin() ? 2L : 0, sizes.coin() ? 2L : 0),
                sizes.coin());
        return Layer.of(pool, sizes.image(sizes.upTo(4), 3));
    }

    private static Layer convolutionOfAnyForm(Sizes sizes) {
        long groups = sizes.upTo(2);
        long inputs = groups * sizes.upTo(3);
        long stride = sizes.upTo(2);
        long padding = 2 * (sizes.upTo(2) - 1);
        Convolution layer = new Convolution(
                inputs,
                groups * sizes.upTo(3),
                List.of(sizes.upTo(3), sizes.upTo(3)),
                List.of(stride, stride),
                List.of(padding, padding),
                List.of(1L, 1L),
                groups,
                sizes.everyOther());
        return Layer.of(layer, sizes.image(inputs, 3));
    }

    private static Layer ofTwo(Operator operator, TensorSpec both) {
        return Layer.of(operator, both, both);
    }

    private static Layer activation(Sizes sizes) {
        Function function = Function.values()[sizes.number() % Function.values().length];
        return Layer.of(new Activation(function), sizes.rowsOf(5));
    }

    private static Layer dropout(Sizes sizes) {
        return Layer.of(new Dropout(sizes.everyOther() ? 0 : 0.3), sizes.rowsOf(7));
    }

    private static Layer add(Sizes sizes) {
        TensorSpec both = sizes.everyOther() ? sizes.rowsOf(5) : sizes.image(3, 1);
        return Layer.of(new Add(), both, both);
    }

    private static Layer sequenceToImage(Sizes sizes) {
        long height = sizes.upTo(4);
        long width = sizes.upTo(4);
        return Layer.of(
                new SequenceToImage(height, width), TensorSpec.float32(sizes.upTo(3), height * width, sizes.upTo(4)));
    }

    private static Layer crossEntropyLoss(Sizes sizes) {
        TensorSpec logits = sizes.rowsOf(sizes.between(2, 9));
        List<Long> rows = logits.shape().dimensions().subList(0, logits.shape().rank() - 1);
        return Layer.of(new CrossEntropyLoss(), logits, new TensorSpec(new Shape(rows), DataType.INT32));
    }
}
