package dev.partita.imports;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Parameter;
import dev.partita.graph.Port;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Input;
import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Makes the graph of the drafts: parameters by the file's names, and a loss where the file has none. */
final class GraphAssembly {
    /** Exporters call what they computed from a weight so. */
    private static final String COMPUTED = "onnx::";

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<Layer> layers = new ArrayList<>();
    /** By parameter: the tensors of the file that it is made of. */
    final SequencedMap<String, List<WeightPart>> parts = new LinkedHashMap<>();

    private final Translation translation;

    GraphAssembly(Translation translation) {
        this.translation = translation;
    }

    ModelGraph graph(String name, DraftGraph drafts) {
        for (LayerDraft draft : drafts.layers()) {
            layers.add(new Layer(
                    draft.id,
                    draft.operator,
                    draft.inputs.stream().map(GraphAssembly::port).toList(),
                    parameters(draft)));
        }
        loss(drafts.results);
        return new ModelGraph(name, layers, List.copyOf(parameters.values()));
    }

    private static Port port(Flow flow) {
        return new Port(flow.layer().id, flow.output());
    }

    private List<String> parameters(LayerDraft draft) {
        List<ParameterSpec> specs = draft.operator.parameters();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            ParameterSpec spec = specs.get(i);
            Weight weight = i < draft.weights.size() ? draft.weights.get(i) : new Weight("", List.of());
            String wanted = weight.name();
            if (wanted.isEmpty() || wanted.startsWith(COMPUTED)) {
                wanted = own(draft, spec);
            }
            String free = wanted;
            for (int n = 2; taken(free, spec.shape()); n++) {
                free = wanted + "_" + n;
            }
            parameters.putIfAbsent(free, new Parameter(free, spec.shape(), spec.initialization()));
            if (!weight.parts().isEmpty()) {
                parts.putIfAbsent(free, weight.parts());
            }
            names.add(free);
        }
        return names;
    }

    /** The module's path and the role, as PyTorch would call it. */
    private static String own(LayerDraft draft, ParameterSpec spec) {
        String module = draft.scope().isEmpty() ? draft.id : draft.scope();
        return module.replace('/', '.') + "." + spec.role();
    }

    /** The same tensor read in two shapes is two parameters: how its parts overlap is not known here. */
    private boolean taken(String name, Shape shape) {
        Parameter found = parameters.get(name);
        return found != null && !found.shape().equals(shape);
    }

    /** A step ends in a loss: the usual one on the first output that has rows of classes. */
    private void loss(List<Flow> results) {
        Optional<Flow> logits = results.stream()
                .filter(flow -> flow.spec().type().floatingPoint())
                .filter(flow -> flow.spec().shape().rank() >= 2)
                .filter(flow -> flow.spec().shape().size(0) % Translation.SAMPLES == 0)
                .findFirst();
        if (logits.isEmpty()) {
            translation.report.notes.add(Sentence.of("engine.import.no_loss"));
            return;
        }
        Shape shape = logits.get().spec().shape();
        List<Long> rows = new ArrayList<>();
        if (shape.size(0) > Translation.SAMPLES) {
            rows.add(shape.size(0) / Translation.SAMPLES);
        }
        rows.addAll(shape.dimensions().subList(1, shape.rank() - 1));
        String targets = translation.free("targets");
        String loss = translation.free("loss");
        layers.add(new Layer(targets, new Input("targets", new Shape(rows), DataType.INT32), List.of(), List.of()));
        layers.add(new Layer(loss, new CrossEntropyLoss(), List.of(port(logits.get()), Port.of(targets)), List.of()));
        translation.report.notes.add(Sentence.of("engine.import.loss", loss, port(logits.get()), targets));
    }
}
