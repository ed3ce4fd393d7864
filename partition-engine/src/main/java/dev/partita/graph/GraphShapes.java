package dev.partita.graph;

import dev.partita.operator.Operator;
import dev.partita.operator.ShapeMismatch;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of a model that may be wrong in places: the outputs of every layer that can be computed, in layer order, and a
 * located problem for each layer that cannot. A layer behind a problem is in neither: it is fine as far as anybody knows.
 */
public record GraphShapes(Map<String, List<TensorSpec>> outputs, List<GraphProblem> problems) {
    public GraphShapes {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        problems = List.copyOf(problems);
    }

    /** The shapes for a microbatch of {@code samples}. */
    public static GraphShapes of(ModelGraph graph, long samples) {
        Map<String, List<TensorSpec>> outputs = new LinkedHashMap<>();
        List<GraphProblem> problems = new ArrayList<>();
        for (Layer layer : graph.layers()) {
            infer(layer, samples, outputs, problems);
        }
        return new GraphShapes(outputs, problems);
    }

    /** What a port carries; null where that is unknown. */
    public @Nullable TensorSpec at(Port port) {
        List<TensorSpec> found = outputs.get(port.layer());
        return found == null || port.output() >= found.size() ? null : found.get(port.output());
    }

    private static void infer(
            Layer layer, long samples, Map<String, List<TensorSpec>> outputs, List<GraphProblem> problems) {
        List<TensorSpec> inputs = new ArrayList<>();
        int before = problems.size();
        for (int input = 0; input < layer.inputs().size(); input++) {
            Port port = layer.inputs().get(input);
            List<TensorSpec> found = outputs.get(port.layer());
            if (port.open()) {
                problems.add(new GraphProblem.OpenInput(
                        layer.id(), input, layer.operator().kind()));
            } else if (found != null && port.output() >= found.size()) {
                problems.add(new GraphProblem.NoSuchOutput(layer.id(), input, port, found.size()));
            } else if (found != null) {
                inputs.add(found.get(port.output()));
            }
        }
        if (problems.size() == before && inputs.size() == layer.inputs().size()) {
            infer(layer, inputs, samples, outputs, problems);
        }
    }

    private static void infer(
            Layer layer,
            List<TensorSpec> inputs,
            long samples,
            Map<String, List<TensorSpec>> outputs,
            List<GraphProblem> problems) {
        try {
            outputs.put(layer.id(), infer(layer.operator(), inputs, samples));
        } catch (ShapeMismatch mismatch) {
            problems.add(new GraphProblem.Mismatch(layer.id(), mismatch.input(), inputs, mismatch.sentence()));
        } catch (ArithmeticException tooLarge) {
            problems.add(new GraphProblem.TooLarge(layer.id(), samples));
        }
    }

    /** The outputs of an operator, its inputs' types checked first. */
    static List<TensorSpec> infer(Operator operator, List<TensorSpec> inputs, long samples) {
        for (int input = 0; input < inputs.size(); input++) {
            TensorSpec found = inputs.get(input);
            if (!operator.takes(input, found.type())) {
                throw new ShapeMismatch(input, Sentence.of("engine.operator.floating", operator.kind(), found));
            }
        }
        return operator.infer(inputs, samples);
    }
}
