package dev.partita.imports;

import dev.partita.imports.Translation.Context;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.BatchMatMul;
import dev.partita.operator.BatchNorm2d;
import dev.partita.operator.Cast;
import dev.partita.operator.Concat;
import dev.partita.operator.DotProductAttention;
import dev.partita.operator.Dropout;
import dev.partita.operator.Elementwise;
import dev.partita.operator.Embedding;
import dev.partita.operator.Initialization;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.LocalResponseNorm;
import dev.partita.operator.Reduce;
import dev.partita.operator.Softmax;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What each of ONNX's operators is in Partita's words: the one switch over them. Everything else is opaque. */
final class OperatorMapping {
    private static final Initialization WEIGHTS = new Initialization.Normal(0.02);
    private static final double CHEAP = 1;
    private static final double COSTLY = 10;

    /** Functions of single elements, with their operations per element. */
    private static final Map<String, Double> ELEMENTWISE = elementwise();

    private final Translation translation;
    private final ShapeMapping shapes = new ShapeMapping();
    private final ImageMapping images = new ImageMapping();

    OperatorMapping(Translation translation) {
        this.translation = translation;
    }

    private static Map<String, Double> elementwise() {
        Map<String, Double> functions = new HashMap<>();
        for (String cheap : ("Add Sub Mul Div Neg Abs Reciprocal Clip LeakyRelu Where Equal Less LessOrEqual Greater"
                        + " GreaterOrEqual And Or Not Xor Max Min Floor Ceil Round Mod PRelu IsNaN Sum Mean Sign HardSigmoid"
                        + " ThresholdedRelu HardSwish Trilu")
                .split(" ")) {
            functions.put(cheap, CHEAP);
        }
        for (String costly :
                "Pow Sqrt Exp Log Tanh Sigmoid Erf Elu Selu Celu Softplus Softsign Sin Cos Gelu Mish".split(" ")) {
            functions.put(costly, COSTLY);
        }
        return functions;
    }

    void map(Context at) {
        if (at.flows().isEmpty() && !at.node.operator().equals("Shape")) {
            fold(at);
            return;
        }
        switch (at.node.operator()) {
            case "Shape" -> shape(at);
            case "Conv" -> images.convolution(at);
            case "MaxPool", "AveragePool" -> images.pool(at);
            case "GlobalAveragePool", "GlobalMaxPool" -> images.globalPool(at);
            case "BatchNormalization" -> batchNorm(at);
            case "LRN" -> localResponseNorm(at);
            case "LayerNormalization" -> layerNorm(at);
            case "GroupNormalization", "InstanceNormalization", "RMSNormalization", "SimplifiedLayerNormalization" ->
                at.opaque(List.of(at.flows().getFirst().spec()));
            case "Gemm", "MatMul" -> product(at);
            case "Gather" -> gather(at);
            case "Relu" -> at.layer(new Activation(Function.RELU), at.flows(), List.of());
            case "Gelu" -> gelu(at);
            case "Dropout" -> dropout(at);
            case "Softmax", "LogSoftmax" -> softmax(at);
            case "Attention" -> attention(at);
            case "Identity" -> at.bind(at.flows().getFirst());
            case "Cast" -> cast(at);
            case "CastLike" -> castLike(at);
            case "Concat" -> concat(at);
            case "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL2", "ReduceSumSquare" ->
                reduce(at);
            case "Reshape", "Flatten", "Squeeze", "Unsqueeze" -> shapes.reshape(at, translation.fixedBatch());
            case "Transpose" -> shapes.transpose(at);
            case "Split" -> shapes.split(at);
            case "Slice" -> shapes.slice(at);
            case "Expand" -> shapes.expand(at);
            case "Pad" -> shapes.pad(at);
            default -> other(at);
        }
    }

    private void fold(Context at) {
        translation.report.folded++;
        if (at.node.operator().equals("Constant")) {
            at.bind(constant(at));
            return;
        }
        Held folded = renamed(at, Folding.fold(at.node, at.helds()));
        if (folded == null) {
            folded = Held.of(List.of(), DataType.FLOAT32);
        }
        for (int i = 0; i < at.node.outputs().size(); i++) {
            at.bind(i, folded);
        }
    }

    /**
     * PyTorch writes vectors that happen to be equal, such as fresh norms, once and names the others by an Identity; each
     * is a parameter of its own. Equal matrices are tied on purpose.
     */
    private static @Nullable Held renamed(Context at, @Nullable Held folded) {
        boolean own = folded != null
                && at.node.operator().equals("Identity")
                && folded.trained()
                && folded.sizes().size() == 1
                && !at.node.outputs().isEmpty();
        return own && folded != null
                ? new Held(at.node.outputs().getFirst(), folded.sizes(), folded.type(), folded.numbers(), folded.view())
                : folded;
    }

    private static Held constant(Context at) {
        OnnxModel.Attribute value = at.node.attributes().get("value");
        if (value != null && value.tensor() != null) {
            OnnxModel.Tensor tensor = value.tensor();
            DataType type = OnnxModel.type(tensor.type());
            return new Held("", tensor.sizes(), type == null ? DataType.UINT8 : type, tensor.numbers());
        }
        if (at.node.attributes().containsKey("value_float")) {
            return Held.numbers(List.of(at.node.number("value_float", 0)), List.of(), DataType.FLOAT32);
        }
        if (at.node.attributes().containsKey("value_ints")) {
            return Held.list(at.node.integers("value_ints", List.of()));
        }
        return Held.numbers(List.of((double) at.node.integer("value_int", 0)), List.of(), DataType.INT32);
    }

    private static void shape(Context at) {
        Flow flow = at.flow(0);
        Held held = at.held(0);
        List<Long> sizes =
                flow != null ? flow.spec().shape().dimensions() : held == null ? List.<Long>of() : held.sizes();
        int from = Targets.axis(at.node.integer("start", 0), sizes.size());
        int to = Targets.axis(at.node.integer("end", sizes.size()), sizes.size());
        at.bind(Held.list(from < 0 || to < from ? sizes : sizes.subList(from, to)));
    }

    // ---- dense ---------------------------------------------------------------------------------------------------

    private static void product(Context at) {
        Flow x = at.flow(0);
        Held weight = at.held(1);
        boolean gemm = at.node.operator().equals("Gemm");
        if (x == null || weight == null || weight.sizes().size() != 2 || at.node.integer("transA", 0) != 0) {
            if (at.flow(0) != null && at.flow(1) != null && at.inputs.size() == 2) {
                at.layer(new BatchMatMul(), at.flows(), List.of());
            } else {
                other(at);
            }
            return;
        }
        boolean rows = gemm && at.node.integer("transB", 0) != 0;
        Held bias = at.held(2);
        boolean biased = bias != null
                && bias.trained()
                && bias.elements() == weight.sizes().get(rows ? 0 : 1);
        Linear linear =
                new Linear(weight.sizes().get(rows ? 1 : 0), weight.sizes().get(rows ? 0 : 1), biased, WEIGHTS);
        List<Weight> weights = new ArrayList<>(List.of(rows ? weight.weight() : weight.transposed()));
        if (biased && bias != null) {
            weights.add(bias.weight());
        }
        at.layer(linear, List.of(x), weights);
    }

    private static void gather(Context at) {
        Held table = at.held(0);
        Flow indices = at.flow(1);
        if (table != null
                && indices != null
                && table.sizes().size() == 2
                && at.node.integer("axis", 0) == 0
                && table.trained()) {
            Embedding embedding =
                    new Embedding(table.sizes().get(0), table.sizes().get(1), WEIGHTS);
            at.layer(embedding, List.of(indices), List.of(table.weight()));
        } else if (at.flow(0) != null && at.held(1) != null) {
            ShapeMapping.pick(at);
        } else {
            other(at);
        }
    }

    private static void batchNorm(Context at) {
        TensorSpec x = at.flows().getFirst().spec();
        List<Held> held = at.helds();
        if (x.shape().rank() != 4
                || held.size() < 2
                || !held.get(0).trained()
                || !held.get(1).trained()) {
            at.opaque(List.of(x));
            return;
        }
        // Mean and variance of the file are what training recomputes: no parameters.
        at.layer(
                new BatchNorm2d(x.shape().size(1), at.node.number("epsilon", 1e-5)),
                List.of(at.flows().getFirst()),
                List.of(held.get(0).weight(), held.get(1).weight()));
    }

    private static void layerNorm(Context at) {
        TensorSpec x = at.flows().getFirst().spec();
        List<Held> held = at.helds();
        long axis = at.node.integer("axis", -1);
        boolean last = axis == -1 || axis == x.shape().rank() - 1;
        if (last && held.size() == 2 && held.get(0).trained() && held.get(1).trained()) {
            at.layer(
                    new LayerNorm(x.shape().size(-1), at.node.number("epsilon", 1e-5)),
                    at.flows(),
                    List.of(held.get(0).weight(), held.get(1).weight()));
        } else {
            elementwise(at, COSTLY);
        }
    }

    private static void localResponseNorm(Context at) {
        at.layer(
                new LocalResponseNorm(
                        at.node.integer("size", 1),
                        at.node.number("alpha", 1e-4),
                        at.node.number("beta", 0.75),
                        at.node.number("bias", 1)),
                at.flows(),
                List.of());
    }

    private static void gelu(Context at) {
        if (at.node.text("approximate", "none").equals("tanh")) {
            at.layer(new Activation(Function.GELU_TANH), at.flows(), List.of());
        } else {
            at.layer(new Activation(Function.GELU), at.flows(), List.of());
        }
    }

    private static void dropout(Context at) {
        Held ratio = at.held(1);
        double probability =
                ratio == null || ratio.numbers() == null || ratio.numbers().isEmpty()
                        ? 0.5
                        : ratio.numbers().getFirst();
        at.bind(at.layer(new Dropout(probability), List.of(at.flows().getFirst()), List.of()));
    }

    private static void softmax(Context at) {
        if (at.node.operator().equals("LogSoftmax")) {
            elementwise(at, COSTLY);
            return;
        }
        Shape shape = at.flows().getFirst().spec().shape();
        at.layer(new Softmax((int) at.node.integer("axis", shape.rank() - 1L)), at.flows(), List.of());
    }

    /** The operator of opset 23 on three-dimensional queries, keys and values. */
    private static void attention(Context at) {
        long heads = at.node.integer("q_num_heads", 0);
        List<Flow> flows = at.flows();
        if (heads > 0 && flows.size() == 3 && flows.getFirst().spec().shape().rank() == 3) {
            long width = flows.getFirst().spec().shape().size(2);
            at.layer(new DotProductAttention(heads, width / heads), flows, List.of());
        } else {
            at.opaque();
        }
    }

    // ---- the rest ------------------------------------------------------------------------------------------------

    private static void cast(Context at) {
        DataType type = OnnxModel.type((int) at.node.integer("to", 1));
        Flow flow = at.flows().getFirst();
        if (type == null || type == flow.spec().type()) {
            at.bind(flow);
        } else {
            at.layer(new Cast(type), at.flows(), List.of());
        }
    }

    private static void castLike(Context at) {
        Held held = at.held(0);
        Flow like = at.flow(1);
        if (held != null && like != null) {
            at.bind(new Held(held.source(), held.sizes(), like.spec().type(), held.numbers(), held.view()));
        } else if (at.flow(0) != null
                && (like == null || like.spec().type() == at.flow(0).spec().type())) {
            at.bind(at.flow(0));
        } else {
            at.opaque(List.of(new TensorSpec(
                    at.flows().getFirst().spec().shape(),
                    at.flows().getLast().spec().type())));
        }
    }

    private static void concat(Context at) {
        List<Flow> flows = at.flows();
        int rank = flows.getFirst().spec().shape().rank();
        int axis = Targets.axis(at.node.integer("axis", 0), rank);
        if (at.helds().isEmpty()) {
            at.layer(new Concat(axis, flows.size()), flows, List.of());
            return;
        }
        long held = at.helds().stream()
                .mapToLong(part -> axis < part.sizes().size() ? part.sizes().get(axis) : 0)
                .sum();
        long flowing =
                flows.stream().mapToLong(flow -> flow.spec().shape().size(axis)).sum();
        TensorSpec first = flows.getFirst().spec();
        at.opaque(List.of(new TensorSpec(first.shape().with(axis, held + flowing), first.type())));
    }

    private static void reduce(Context at) {
        int rank = at.flows().getFirst().spec().shape().rank();
        List<Long> given = at.node.integers("axes", List.of());
        Held input = at.held(1);
        if (input != null && input.integers() != null) {
            given = input.integers();
        }
        List<Integer> axes = given.isEmpty()
                ? IntStream.range(0, rank).boxed().toList()
                : given.stream().map(axis -> Targets.axis(axis, rank)).toList();
        Reduce reduce = new Reduce(at.node.operator(), axes, at.node.integer("keepdims", 1) != 0);
        at.layer(reduce, List.of(at.flows().getFirst()), List.of());
    }

    private static void other(Context at) {
        Double flops = ELEMENTWISE.get(at.node.operator());
        if (flops == null) {
            at.opaque();
            return;
        }
        List<Flow> flows = at.flows();
        if (at.node.operator().equals("Add")
                && flows.size() == 2
                && flows.get(0).spec().equals(flows.get(1).spec())) {
            at.layer(new Add(), flows, List.of());
        } else {
            elementwise(at, flops);
        }
    }

    private static void elementwise(Context at, double flops) {
        List<Long> constant = List.of();
        List<Held> weights = new ArrayList<>();
        for (Held held : at.helds()) {
            if (held.trained()) {
                weights.add(held);
            } else {
                List<Long> together = Targets.broadcast(constant, sampleFree(held.sizes()));
                constant = together == null ? constant : together;
            }
        }
        Elementwise function = new Elementwise(
                at.node.operator(),
                at.flows().size(),
                new Shape(constant),
                weights.stream().map(Held::shape).toList(),
                flops);
        LayerDraft layer = at.layer(
                        function, at.flows(), weights.stream().map(Held::weight).toList())
                .layer();
        List<Held> fixed = at.helds().stream().filter(held -> !held.trained()).toList();
        if (fixed.size() == 1
                && fixed.getFirst().elements() == 1
                && fixed.getFirst().numbers() != null) {
            layer.constant = fixed.getFirst().numbers().getFirst();
        }
    }

    /** Sizes with the sample axis as 1, which goes with any number of samples. */
    static List<Long> sampleFree(List<Long> sizes) {
        return sizes.stream()
                .map(size -> size % Translation.SAMPLES == 0 ? 1L : size)
                .toList();
    }
}
