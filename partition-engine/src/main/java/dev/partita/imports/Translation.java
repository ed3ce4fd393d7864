package dev.partita.imports;

import dev.partita.imports.OnnxModel.Dimension;
import dev.partita.imports.OnnxModel.Node;
import dev.partita.imports.OnnxModel.Tensor;
import dev.partita.imports.OnnxModel.Value;
import dev.partita.operator.Input;
import dev.partita.operator.Opaque;
import dev.partita.operator.Operator;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Listing;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From nodes to layers, one by one in the file's order. The sample axis stays symbolic: shapes are computed for a prime
 * number of samples so large that a size divisible by it is the sample axis, merged or not.
 */
final class Translation {
    static final long SAMPLES = 1_000_003;

    final OnnxModel model;
    final List<LayerDraft> layers = new ArrayList<>();
    final Map<String, Known> values = new HashMap<>();
    final ReportDraft report = new ReportDraft();

    private final Map<String, Long> dimensions;
    private final ImportObserver observer;
    private final Set<String> sampleSymbols = new LinkedHashSet<>();
    private final Set<String> ids = new HashSet<>();
    private long fixedBatch;

    Translation(OnnxModel model, Map<String, Long> dimensions, ImportObserver observer) {
        this.model = model;
        this.dimensions = dimensions;
        this.observer = observer;
    }

    /** Samples of one batch if the file fixes them, else 0. */
    long fixedBatch() {
        return fixedBatch;
    }

    Set<String> sampleSymbols() {
        return sampleSymbols;
    }

    void run() {
        model.initializers().values().forEach(this::hold);
        new Inputs().run();
        OperatorMapping mapping = new OperatorMapping(this);
        int number = 0;
        for (Node node : model.nodes()) {
            if (number++ % 64 == 0) {
                observer.check();
            }
            translate(mapping, node, number);
        }
    }

    private void hold(Tensor tensor) {
        DataType type = OnnxModel.type(tensor.type());
        if (tensor.sizes().contains(0L)) {
            values.put(tensor.name(), new Held("", tensor.sizes(), DataType.INT32, List.of()));
            return;
        }
        values.put(
                tensor.name(),
                new Held(
                        tensor.name(),
                        tensor.sizes(),
                        type == null ? DataType.UINT8 : type,
                        tensor.numbers(),
                        new View(tensor.name(), tensor.sizes(), false, 0)));
    }

    // ---- inputs --------------------------------------------------------------------------------------------------

    /** The model's inputs, with the sample axis first and every other size known. */
    private final class Inputs {
        private final Set<Object> missing = new LinkedHashSet<>();

        void run() {
            List<Value> inputs = model.inputs().stream()
                    .filter(input -> !values.containsKey(input.name()))
                    .toList();
            for (Value input : inputs) {
                List<Dimension> sizes = input.dimensions();
                if (sizes == null) {
                    throw new ImportRefused(Sentence.of("engine.import.input_shape", input.name()));
                }
                if (!sizes.isEmpty()) {
                    sample(sizes.getFirst());
                }
            }
            inputs.forEach(this::input);
            if (!missing.isEmpty()) {
                throw new ImportRefused(Sentence.of(
                        "engine.import.open_size",
                        Listing.names(List.copyOf(missing)),
                        missing.iterator().next()));
            }
        }

        private void sample(Dimension first) {
            if (first.size() > 0) {
                fixedBatch = first.size();
            } else if (!first.symbol().isEmpty()) {
                sampleSymbols.add(first.symbol());
            }
        }

        private void input(Value input) {
            List<Dimension> sizes = input.dimensions() == null ? List.of() : input.dimensions();
            DataType type = OnnxModel.type(input.type());
            if (type == null) {
                throw new ImportRefused(Sentence.of("engine.import.input_type", input.name(), input.type()));
            }
            List<Long> sample = new ArrayList<>();
            for (Dimension size : sizes.subList(Math.min(1, sizes.size()), sizes.size())) {
                Long known = size.size() > 0 ? Long.valueOf(size.size()) : dimensions.get(size.symbol());
                if (known == null) {
                    missing.add(
                            size.symbol().isEmpty()
                                    ? Sentence.of("engine.import.unnamed", input.name())
                                    : size.symbol());
                } else {
                    sample.add(known);
                }
            }
            if (!missing.isEmpty()) {
                return;
            }
            String id = free(input.name().replaceAll("[/*{}:\\s]+", "_"));
            Operator operator = new Input(id, new Shape(sample), type);
            LayerDraft layer = new LayerDraft(id, operator, List.of(), List.of(), operator.infer(List.of(), SAMPLES));
            layers.add(layer);
            values.put(input.name(), layer.flow());
        }
    }

    // ---- nodes ---------------------------------------------------------------------------------------------------

    private void translate(OperatorMapping mapping, Node node, int number) {
        List<Known> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            Known known = values.get(input);
            if (known == null && !input.isEmpty()) {
                throw new ImportRefused(Sentence.of("engine.import.undefined", label(node, number), input));
            }
            inputs.add(known == null ? MISSING : known);
        }
        for (String output : node.outputs()) {
            if (!output.isEmpty() && values.containsKey(output)) {
                throw new ImportRefused(Sentence.of("engine.import.value_twice", label(node, number), output));
            }
        }
        try {
            mapping.map(new Context(node, number, inputs));
        } catch (ImportRefused refused) {
            throw refused;
        } catch (ArithmeticException tooLarge) {
            throw new ImportRefused(Sentence.of("engine.import.node_too_large", label(node, number)), tooLarge);
        } catch (IllegalArgumentException mismatch) {
            throw new ImportRefused(Sentence.of("engine.import.node", label(node, number), said(mismatch)), mismatch);
        } catch (IndexOutOfBoundsException malformed) {
            throw new ImportRefused(Sentence.of("engine.import.node_lacks", label(node, number)), malformed);
        }
    }

    private static Wording said(IllegalArgumentException mismatch) {
        return mismatch instanceof Refusal refusal
                ? refusal.sentence()
                : new Verbatim(String.valueOf(mismatch.getMessage()));
    }

    /** What stands for an optional input that is left out. */
    static final Held MISSING = new Held("", List.of(0L), DataType.UINT8, List.of());

    private static String label(Node node, int number) {
        return (node.name().isEmpty() ? "#" + number : node.name()) + " (" + node.operator() + ")";
    }

    /** A node being translated. */
    final class Context {
        final Node node;
        final List<Known> inputs;
        private final int number;

        Context(Node node, int number, List<Known> inputs) {
            this.node = node;
            this.number = number;
            this.inputs = inputs;
        }

        @Nullable
        Flow flow(int input) {
            return input < inputs.size() && inputs.get(input) instanceof Flow flow ? flow : null;
        }

        /** A held input; nothing where it flows, is left out or is not there. */
        @Nullable
        Held held(int input) {
            return input < inputs.size() && inputs.get(input) instanceof Held held && held != MISSING ? held : null;
        }

        List<Flow> flows() {
            return inputs.stream()
                    .filter(Flow.class::isInstance)
                    .map(Flow.class::cast)
                    .toList();
        }

        List<Held> helds() {
            return inputs.stream()
                    .filter(known -> known instanceof Held && known != MISSING)
                    .map(Held.class::cast)
                    .toList();
        }

        void bind(Known value) {
            bind(0, value);
        }

        void bind(int output, Known value) {
            if (output < node.outputs().size() && !node.outputs().get(output).isEmpty()) {
                values.put(node.outputs().get(output), value);
            }
        }

        /** Adds a layer whose outputs are the node's. */
        Flow layer(Operator operator, List<Flow> from, List<Weight> weights) {
            LayerDraft layer = add(operator, from, weights);
            for (int i = 0; i < layer.outputs.size(); i++) {
                bind(i, new Flow(layer, i));
            }
            report.became(node.operator(), operator.kind());
            return layer.flow();
        }

        /** Adds a layer whose outputs are not the node's yet. */
        LayerDraft add(Operator operator, List<Flow> from, List<Weight> weights) {
            List<TensorSpec> outputs =
                    operator.infer(from.stream().map(Flow::spec).toList(), SAMPLES);
            String weight = weights.isEmpty() ? "" : weights.getFirst().name();
            String beside = from.isEmpty() ? "" : from.getFirst().layer().scope();
            LayerDraft layer = new LayerDraft(
                    free(ScopeNames.path(node, number, weight, beside)), operator, from, weights, outputs);
            layers.add(layer);
            return layer;
        }

        /** Adds a layer that only its name and its shapes are known of. */
        void opaque(List<TensorSpec> outputs) {
            List<Flow> from = flows();
            List<Held> weights = helds().stream().filter(Held::trained).toList();
            List<Opaque.Output> described = outputs.stream()
                    .map(spec -> described(from.getFirst(), spec))
                    .toList();
            Opaque operator = new Opaque(
                    node.operator(),
                    from.size(),
                    described,
                    weights.stream().map(Held::shape).toList());
            Flow flow = layer(operator, from, weights.stream().map(Held::weight).toList());
            report.opaque(node.operator(), flow.layer().id);
        }

        /** As {@link #opaque(List)} with the shapes that the file states. */
        void opaque() {
            List<TensorSpec> outputs = new ArrayList<>();
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    outputs.add(stated(output));
                }
            }
            opaque(outputs);
        }

        private TensorSpec stated(String output) {
            Value value = model.shapes().getOrDefault(output, declared(output));
            List<Dimension> sizes = value == null ? null : value.dimensions();
            DataType type = value == null ? null : OnnxModel.type(value.type());
            if (sizes == null || type == null) {
                throw new ImportRefused(Sentence.of("engine.import.no_shape", label(node, number), output));
            }
            List<Long> found = new ArrayList<>();
            for (int i = 0; i < sizes.size(); i++) {
                found.add(size(sizes.get(i), i == 0, output));
            }
            return new TensorSpec(new Shape(found), type);
        }

        private @Nullable Value declared(String output) {
            return model.outputs().stream()
                    .filter(value -> value.name().equals(output))
                    .findFirst()
                    .orElse(null);
        }

        private long size(Dimension size, boolean first, String output) {
            if (size.size() > 0) {
                return first && fixedBatch > 0 && size.size() % fixedBatch == 0
                        ? Math.multiplyExact(size.size() / fixedBatch, SAMPLES)
                        : size.size();
            }
            Long known = dimensions.get(size.symbol());
            if (sampleSymbols.contains(size.symbol()) || (known == null && first)) {
                return SAMPLES;
            }
            if (known == null) {
                throw new ImportRefused(
                        Sentence.of("engine.import.unknown_size", output, label(node, number), size.symbol()));
            }
            return known;
        }
    }

    /** An output's sizes relative to the samples. */
    private static Opaque.Output described(Flow first, TensorSpec spec) {
        List<Long> sizes = spec.shape().dimensions();
        Shape from = first.spec().shape();
        long arriving = from.rank() == 0 ? 1 : from.size(0);
        if (sizes.isEmpty() || sizes.getFirst() % SAMPLES != 0 || arriving % SAMPLES != 0) {
            return new Opaque.Output(0, 1, sizes, spec.type());
        }
        long numerator = sizes.getFirst() / SAMPLES;
        long denominator = arriving / SAMPLES;
        long common = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValueExact();
        return new Opaque.Output(numerator / common, denominator / common, sizes.subList(1, sizes.size()), spec.type());
    }

    /** The wanted path, or one with a number that is free. */
    String free(String wanted) {
        String id = wanted;
        for (int n = 2; !ids.add(id); n++) {
            id = wanted + "_" + n;
        }
        return id;
    }
}
