package dev.partita.operator;

import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.OperatorKind.Group;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The palette: every kind of layer that can be drawn, in the order in which it is offered. */
public final class OperatorKinds {
    private static final Initialization USUAL = new Initialization.Normal(0.02);

    private static final List<OperatorKind> ALL = List.of(
            kind("Input", Group.INPUT, List.of(), new Input("image", Shape.of(3, 32, 32), DataType.FLOAT32), "sample"),
            kind("Tokens", Group.INPUT, List.of(), new Input("tokens", Shape.of(128), DataType.INT32), "sample"),
            kind("Targets", Group.INPUT, List.of(), new Input("targets", Shape.SCALAR, DataType.INT32), "sample"),
            kind("Linear", Group.DENSE, List.of("dense", "fc"), new Linear(256, 256, true, USUAL), "outputs"),
            kind("Embedding", Group.DENSE, List.of("embed"), new Embedding(256, 256, USUAL), "vocabulary", "width"),
            kind(
                    "PositionEmbedding",
                    Group.DENSE,
                    List.of("positions"),
                    new PositionEmbedding(128, 256, USUAL),
                    "sequence",
                    "width"),
            kind(
                    "SelfAttention",
                    Group.ATTENTION,
                    List.of("attention", "mha"),
                    new SelfAttention(4, 64, true),
                    "heads",
                    "headSize"),
            kind(
                    "GroupedQueryAttention",
                    Group.ATTENTION,
                    List.of("gqa"),
                    new GroupedQueryAttention(4, 2, 64, true),
                    "heads",
                    "keyHeads",
                    "headSize"),
            kind(
                    "RelativeAttention",
                    Group.ATTENTION,
                    List.of("relative"),
                    new RelativeAttention(4, 64, false, 32, 128),
                    "heads",
                    "headSize"),
            kind(
                    "CrossAttention",
                    Group.ATTENTION,
                    List.of("cross"),
                    new CrossAttention(4, 64, true),
                    "heads",
                    "headSize"),
            kind(
                    "RotaryPositions",
                    Group.ATTENTION,
                    List.of("rotary", "rope"),
                    new RotaryPositions(8, 64, 10_000),
                    "heads",
                    "headSize"),
            kind(
                    "Dispatch",
                    Group.DENSE,
                    List.of("route", "moe"),
                    new Dispatch(4, 2, 1.25),
                    "experts",
                    "choices",
                    "capacityFactor"),
            kind("Combine", Group.DENSE, List.of(), new Combine(4, 2, 1.25), "experts", "choices", "capacityFactor"),
            new OperatorKind(
                    "Conv2d",
                    Group.IMAGE,
                    List.of("conv", "convolution"),
                    new Conv2d(3, 64, 3, 1, 1, 1, new Initialization.Normal(0.05)),
                    List.of("outputs", "kernel", "stride", "padding"),
                    "kernel"),
            new OperatorKind(
                    "MaxPool2d",
                    Group.IMAGE,
                    List.of("maxpool", "pool", "pooling"),
                    new MaxPool2d(2, 2),
                    List.of("window", "stride"),
                    "window"),
            new OperatorKind(
                    "ConvNoBias",
                    Group.IMAGE,
                    List.of("resconv"),
                    Convolution.withoutBias(3, 64, 3, 1, 1),
                    List.of("outputs", "kernel", "stride", "padding"),
                    "kernel"),
            new OperatorKind(
                    "PaddedMaxPool",
                    Group.IMAGE,
                    List.of(),
                    Pool2d.square(Pool2d.MAX, 3, 2, 1),
                    List.of("window", "stride", "padding"),
                    "window"),
            new OperatorKind(
                    "AveragePool",
                    Group.IMAGE,
                    List.of("avgpool"),
                    Pool2d.square(Pool2d.MEAN, 2, 2, 0),
                    List.of("window", "stride", "padding"),
                    "window"),
            kind(
                    "GlobalAveragePool",
                    Group.IMAGE,
                    List.of("gap"),
                    new Reduce("GlobalAveragePool", List.of(2, 3), false)),
            kind("LayerNorm", Group.NORMALIZATION, List.of("norm", "ln"), new LayerNorm(256, 1e-5), "width"),
            kind("RmsNorm", Group.NORMALIZATION, List.of("rms"), new RmsNorm(256, 1e-5), "width"),
            kind("BatchNorm2d", Group.NORMALIZATION, List.of("batchnorm", "bn"), new BatchNorm2d(64, 1e-5), "channels"),
            kind(
                    "LocalResponseNorm",
                    Group.NORMALIZATION,
                    List.of("lrn"),
                    new LocalResponseNorm(5, 1e-4, 0.75, 2),
                    "size"),
            kind("ReLU", Group.ACTIVATION, List.of(), new Activation(Function.RELU)),
            kind("GELU", Group.ACTIVATION, List.of(), new Activation(Function.GELU_TANH)),
            kind("SwiGlu", Group.ACTIVATION, List.of("swish", "gate"), new SwiGlu()),
            kind("Scale", Group.ACTIVATION, List.of("multiply"), new Scale(0.125), "factor"),
            kind("Tanh", Group.ACTIVATION, List.of(), new Activation(Function.TANH)),
            kind("Softmax", Group.ACTIVATION, List.of(), new Softmax(-1), "axis"),
            kind("Dropout", Group.ACTIVATION, List.of("drop"), new Dropout(0.1), "probability"),
            kind("Add", Group.SHAPE, List.of("residual", "sum"), new Add()),
            kind("Concat", Group.SHAPE, List.of("concatenate", "cat"), new Concat(1, 2), "axis", "inputs"),
            kind("Slice", Group.SHAPE, List.of(), new Slice(1, 0, 1, false), "axis", "start", "length"),
            kind("BatchMatMul", Group.DENSE, List.of("matmul"), new BatchMatMul()),
            kind("ClassToken", Group.DENSE, List.of("cls"), new ClassToken(256, USUAL), "width"),
            kind("Flatten", Group.SHAPE, List.of(), new Flatten()),
            kind("ImageToSequence", Group.SHAPE, List.of("patches"), new ImageToSequence()),
            kind("SequenceToImage", Group.SHAPE, List.of(), new SequenceToImage(8, 8), "height", "width"),
            kind("CrossEntropyLoss", Group.LOSS, List.of("loss", "crossentropy"), new CrossEntropyLoss()),
            kind(
                    "MaskedCrossEntropyLoss",
                    Group.LOSS,
                    List.of("masked"),
                    new MaskedCrossEntropyLoss(19),
                    "predictions"),
            kind(
                    "LoadBalancingLoss",
                    Group.LOSS,
                    List.of("balance"),
                    new LoadBalancingLoss(4, 2, 0.01),
                    "experts",
                    "choices",
                    "coefficient"),
            kind("SoftCrossEntropyLoss", Group.LOSS, List.of("softloss"), new SoftCrossEntropyLoss()),
            kind("MeanSquaredErrorLoss", Group.LOSS, List.of("mse"), new MeanSquaredErrorLoss()));

    private OperatorKinds() {}

    public static List<OperatorKind> all() {
        return ALL;
    }

    /** The kind with this name or one of its other words, whatever their case. */
    public static Optional<OperatorKind> named(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(wanted)
                        || kind.words().contains(wanted))
                .findFirst();
    }

    private static OperatorKind kind(String name, Group group, List<String> words, Operator defaults, String... quick) {
        return new OperatorKind(name, group, words, defaults, List.of(quick), "");
    }
}
