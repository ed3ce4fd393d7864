package dev.partita.graph;

import dev.partita.operator.Operator;
import dev.partita.operator.ParameterSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A graph while edits are made: layers in drawing order, which need not be an order of computation. */
final class GraphDraft {
    /** Far beyond any drawing; a slip of the finger in a repeat count must not fill the memory. */
    static final int MOST_LAYERS = 1_000_000;

    private final String name;
    private final Map<String, Parameter> known = new HashMap<>();
    private List<Layer> layers;
    private Map<String, Integer> positions = new HashMap<>();

    GraphDraft(ModelGraph graph) {
        name = graph.name();
        layers = new ArrayList<>(graph.layers());
        graph.parameters().forEach(parameter -> known.put(parameter.name(), parameter));
        index();
    }

    void apply(GraphEdit edit) {
        switch (edit) {
            case GraphEdit.Add add -> add(add);
            case GraphEdit.Remove remove -> remove(remove.layers());
            case GraphEdit.Connect connect -> connect(connect);
            case GraphEdit.Rename _, GraphEdit.Group _, GraphEdit.Ungroup _ -> rename(names(edit));
            case GraphEdit.Change change -> change(change);
            case GraphEdit.Repeat repeat -> replace(new Repetition(layers, repeat).layers());
        }
        index();
    }

    /** The graph in an order of computation: the drawing's own where that is one. */
    ModelGraph graph() {
        List<Layer> ordered = LayerOrder.of(layers);
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        List<Layer> finished = new ArrayList<>();
        for (Layer layer : ordered) {
            finished.add(withParameters(layer, parameters));
        }
        return new ModelGraph(name, finished, List.copyOf(parameters.values()));
    }

    /** A parameter whose shape no longer is what another layer shares becomes the layer's own. */
    private Layer withParameters(Layer layer, Map<String, Parameter> parameters) {
        List<ParameterSpec> specs = layer.operator().parameters();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            ParameterSpec spec = specs.get(i);
            String wanted = i < layer.parameters().size() ? layer.parameters().get(i) : own(layer.id(), spec);
            String free = wanted;
            for (int n = 2; taken(parameters, free, spec); n++) {
                free = n == 2 ? own(layer.id(), spec) : own(layer.id(), spec) + "_" + n;
            }
            parameters.putIfAbsent(free, parameter(free, spec));
            names.add(free);
        }
        return new Layer(layer.id(), layer.operator(), layer.inputs(), names);
    }

    private static boolean taken(Map<String, Parameter> parameters, String name, ParameterSpec spec) {
        Parameter found = parameters.get(name);
        return found != null && !found.shape().equals(spec.shape());
    }

    private Parameter parameter(String parameterName, ParameterSpec spec) {
        Parameter before = known.get(parameterName);
        return before != null && before.shape().equals(spec.shape())
                ? before
                : new Parameter(parameterName, spec.shape(), spec.initialization());
    }

    static String own(String layer, ParameterSpec spec) {
        return layer.replace('/', '.') + "." + spec.role();
    }

    private void index() {
        if (layers.size() > MOST_LAYERS) {
            throw new InvalidGraph(Sentence.of("engine.draw.too_many", MOST_LAYERS, layers.size()));
        }
        Map<String, Integer> next = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            String id = layers.get(i).id();
            if (next.put(id, i) != null) {
                throw new InvalidGraph(Sentence.of("engine.draw.taken", id));
            }
        }
        positions = next;
    }

    private int position(String id) {
        Integer found = positions.get(id);
        if (found == null) {
            throw new InvalidGraph(Sentence.of("engine.graph.no_layer", id));
        }
        return found;
    }

    private void replace(List<Layer> next) {
        layers = new ArrayList<>(next);
    }

    // ---- the edits -----------------------------------------------------------------------------------------------

    private void add(GraphEdit.Add add) {
        int at = add.after().map(after -> position(after) + 1).orElse(layers.size());
        List<Layer> added = new ArrayList<>();
        for (NewLayer layer : add.layers()) {
            List<String> names = new ArrayList<>();
            for (ParameterSpec spec : layer.operator().parameters()) {
                names.add(layer.shared().getOrDefault(spec.role(), own(layer.id(), spec)));
            }
            added.add(new Layer(layer.id(), layer.operator(), layer.inputs(), names));
        }
        layers.addAll(at, added);
    }

    private void remove(List<String> ids) {
        Set<String> gone = new HashSet<>(ids);
        gone.forEach(this::position);
        List<Layer> left = new ArrayList<>();
        for (Layer layer : layers) {
            if (!gone.contains(layer.id())) {
                left.add(withInputs(layer, port -> gone.contains(port.layer()) ? Port.OPEN : port));
            }
        }
        replace(left);
    }

    private void connect(GraphEdit.Connect connect) {
        int at = position(connect.layer());
        Layer layer = layers.get(at);
        if (connect.input() < 0 || connect.input() >= layer.inputs().size()) {
            throw new InvalidGraph(Sentence.of(
                    "engine.draw.no_input", layer.id(), layer.inputs().size(), connect.input()));
        }
        List<Port> inputs = new ArrayList<>(layer.inputs());
        inputs.set(connect.input(), connect.from());
        layers.set(at, new Layer(layer.id(), layer.operator(), inputs, layer.parameters()));
    }

    private void change(GraphEdit.Change change) {
        int at = position(change.layer());
        Layer layer = layers.get(at);
        Operator operator = change.operator();
        List<Port> inputs = new ArrayList<>(layer.inputs());
        while (inputs.size() < operator.inputCount()) {
            inputs.add(Port.OPEN);
        }
        Map<String, String> byRole = new HashMap<>();
        List<ParameterSpec> before = layer.operator().parameters();
        for (int i = 0; i < before.size(); i++) {
            byRole.put(before.get(i).role(), layer.parameters().get(i));
        }
        List<String> names = operator.parameters().stream()
                .map(spec -> byRole.getOrDefault(spec.role(), own(layer.id(), spec)))
                .toList();
        layers.set(at, new Layer(layer.id(), operator, inputs.subList(0, operator.inputCount()), names));
    }

    private static Layer withInputs(Layer layer, UnaryOperator<Port> next) {
        List<Port> inputs = layer.inputs().stream().map(next).toList();
        return inputs.equals(layer.inputs())
                ? layer
                : new Layer(layer.id(), layer.operator(), inputs, layer.parameters());
    }

    // ---- names ---------------------------------------------------------------------------------------------------

    /** New paths of layers by their old ones; empty where the edit changes none. */
    Map<String, String> names(GraphEdit edit) {
        return switch (edit) {
            case GraphEdit.Rename rename -> renaming(rename.from(), rename.to());
            case GraphEdit.Group group -> grouping(group);
            case GraphEdit.Ungroup ungroup -> ungrouping(ungroup.scope());
            case GraphEdit.Add _, GraphEdit.Remove _, GraphEdit.Connect _, GraphEdit.Change _, GraphEdit.Repeat _ ->
                Map.of();
        };
    }

    private Map<String, String> renaming(String from, String to) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Layer layer : layers) {
            if (Paths.inside(layer.id(), from)) {
                names.put(layer.id(), to + layer.id().substring(from.length()));
            }
        }
        if (names.isEmpty()) {
            throw new InvalidGraph(Sentence.of("engine.draw.no_path", from));
        }
        return names;
    }

    private Map<String, String> grouping(GraphEdit.Group group) {
        Set<String> ids = new LinkedHashSet<>(group.layers());
        if (ids.isEmpty()) {
            throw new InvalidGraph(Sentence.of("engine.draw.group_nothing"));
        }
        ids.forEach(this::position);
        String common = Paths.commonScope(ids);
        Map<String, String> names = new LinkedHashMap<>();
        for (String id : ids) {
            names.put(id, group.scope() + "/" + (common.isEmpty() ? id : id.substring(common.length() + 1)));
        }
        return names;
    }

    private Map<String, String> ungrouping(String scope) {
        Map<String, String> names = new LinkedHashMap<>();
        String outer = Paths.parent(scope);
        for (Layer layer : layers) {
            if (layer.id().startsWith(scope + "/")) {
                String below = layer.id().substring(scope.length() + 1);
                names.put(layer.id(), outer.isEmpty() ? below : outer + "/" + below);
            }
        }
        if (names.isEmpty()) {
            throw new InvalidGraph(Sentence.of("engine.draw.no_scope", scope));
        }
        return names;
    }

    private void rename(Map<String, String> names) {
        Map<String, String> parameters = new HashMap<>();
        for (Layer layer : layers) {
            String next = names.getOrDefault(layer.id(), layer.id());
            for (ParameterSpec spec : layer.operator().parameters()) {
                parameters.put(own(layer.id(), spec), own(next, spec));
            }
        }
        parameters.forEach((from, to) -> {
            Parameter before = known.get(from);
            if (before != null) {
                known.put(to, new Parameter(to, before.shape(), before.initialization()));
            }
        });
        replace(layers.stream().map(layer -> renamed(layer, names, parameters)).toList());
    }

    private static Layer renamed(Layer layer, Map<String, String> names, Map<String, String> parameters) {
        return new Layer(
                names.getOrDefault(layer.id(), layer.id()),
                layer.operator(),
                layer.inputs().stream()
                        .map(port -> port.open()
                                ? port
                                : new Port(names.getOrDefault(port.layer(), port.layer()), port.output()))
                        .toList(),
                layer.parameters().stream()
                        .map(parameter -> parameters.getOrDefault(parameter, parameter))
                        .toList());
    }
}
