package dev.partita.deduction;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.hardware.Cluster;
import dev.partita.operator.Division;
import dev.partita.operator.Input;
import dev.partita.operator.Operator;
import dev.partita.plan.Rule;
import dev.partita.plan.Training;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Chooses how every layer on several devices is divided, one mesh axis after the other: outer axes first, each dividing
 * what the ones before left to a rank. Along an axis the sum of compute, conversions between neighbours and gradient
 * reductions is made least over all choices together; see {@link AxisCosts} for what counts and {@link MinimumSum} for
 * how.
 */
public final class Deduction {
    /** The layers that lie on several devices, and what stands in the way. */
    public record Result(Map<String, DividedLayer> layers, List<DivisionProblem> problems) {}

    /** A layer on its way: what one rank computes after the axes so far. */
    static final class Open {
        final Layer layer;
        final Mesh mesh;
        final Rule rule;
        final List<Division> chosen = new ArrayList<>();
        Operator local;
        List<TensorSpec> inputs;
        List<TensorSpec> outputs;

        Open(Layer layer, Mesh mesh, Rule rule, List<TensorSpec> inputs, List<TensorSpec> outputs) {
            this.layer = layer;
            this.mesh = mesh;
            this.rule = rule;
            this.local = layer.operator();
            this.inputs = inputs;
            this.outputs = outputs;
        }

        void choose(Division division) {
            int ranks = mesh.axes().get(chosen.size()).size();
            chosen.add(division);
            local = division.local();
            inputs = parts(inputs, division.inputs(), ranks);
            outputs = parts(outputs, division.outputs(), ranks);
        }

        static List<TensorSpec> parts(List<TensorSpec> specs, List<Distribution> distributions, int ranks) {
            List<TensorSpec> parts = new ArrayList<>();
            for (int i = 0; i < specs.size(); i++) {
                TensorSpec spec = specs.get(i);
                parts.add(
                        distributions.get(i) instanceof Distribution.Shard shard
                                ? new TensorSpec(
                                        spec.shape()
                                                .with(
                                                        shard.dimension(),
                                                        spec.shape().size(shard.dimension()) / ranks),
                                        spec.type())
                                : spec);
            }
            return parts;
        }

        DividedLayer closed() {
            return new DividedLayer(layer, mesh, chosen, local, inputs, outputs);
        }
    }

    private final ModelGraph graph;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<DivisionProblem> problems = new ArrayList<>();
    private final Map<Rule, Mesh> meshes = new IdentityHashMap<>();
    private final Map<Mesh, Mesh> equal = new HashMap<>();

    private Deduction(ModelGraph graph) {
        this.graph = graph;
    }

    /**
     * @param shapes the outputs of every layer for one microbatch
     * @param rules the rule that places each layer, by layer id
     */
    public static Result of(
            ModelGraph graph,
            Map<String, List<TensorSpec>> shapes,
            Map<String, Rule> rules,
            Cluster cluster,
            Training training) {
        Deduction deduction = new Deduction(graph);
        deduction.collect(shapes, rules);
        deduction.checkMeshes(rules);
        if (deduction.problems.isEmpty()) {
            int axes = deduction.open.values().stream()
                    .mapToInt(layer -> layer.mesh.axes().size())
                    .max()
                    .orElse(0);
            for (int axis = 0; axis < axes; axis++) {
                deduction.divide(axis, cluster, training);
            }
        }
        Map<String, DividedLayer> layers = new HashMap<>();
        if (deduction.problems.isEmpty()) {
            deduction.open.forEach((id, layer) -> layers.put(id, layer.closed()));
        }
        return new Result(layers, List.copyOf(deduction.problems));
    }

    private void collect(Map<String, List<TensorSpec>> shapes, Map<String, Rule> rules) {
        for (Layer layer : graph.layers()) {
            Rule rule = rules.get(layer.id());
            if (rule == null || rule.devices().size() < 2 || layer.operator() instanceof Input) {
                continue;
            }
            List<TensorSpec> inputs = layer.inputs().stream()
                    .map(port ->
                            Objects.requireNonNull(shapes.get(port.layer())).get(port.output()))
                    .toList();
            List<TensorSpec> outputs = Objects.requireNonNull(shapes.get(layer.id()));
            open.put(layer.id(), new Open(layer, mesh(rule), rule, inputs, outputs));
        }
    }

    /** Every device belongs to one mesh only. */
    private void checkMeshes(Map<String, Rule> rules) {
        Map<Integer, Rule> ruleOf = new HashMap<>();
        for (Rule rule : inUse(rules)) {
            for (int device : rule.devices()) {
                Rule first = ruleOf.putIfAbsent(device, rule);
                if (first == null || mesh(first) == mesh(rule)) {
                    continue;
                }
                DivisionProblem problem = first.devices().equals(rule.devices())
                        ? new DivisionProblem.TwoMeshes(
                                rule.pattern(),
                                rule.devices(),
                                mesh(rule).toString(),
                                mesh(first).toString())
                        : new DivisionProblem.Overlap(rule.pattern(), rule.devices(), first.devices());
                if (!problems.contains(problem)) {
                    problems.add(problem);
                }
            }
        }
    }

    /** The rules that place layers, each once, in the order of the layers. */
    private List<Rule> inUse(Map<String, Rule> rules) {
        Set<Rule> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Rule> ordered = new ArrayList<>();
        for (Layer layer : graph.layers()) {
            Rule rule = rules.get(layer.id());
            if (rule != null && !(layer.operator() instanceof Input) && found.add(rule)) {
                ordered.add(rule);
            }
        }
        return ordered;
    }

    /** Of thousands of layers under a few rules each mesh is made once, and equal ones are the same. */
    private Mesh mesh(Rule rule) {
        return meshes.computeIfAbsent(rule, made -> {
            Mesh mesh = made.meshOfDevices();
            return Objects.requireNonNullElse(equal.putIfAbsent(mesh, mesh), mesh);
        });
    }

    // ---- one axis ------------------------------------------------------------------------------------------------

    private void divide(int axis, Cluster cluster, Training training) {
        List<Open> layers = open.values().stream()
                .filter(layer -> layer.mesh.axes().size() > axis)
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        layers.forEach(layer -> numbers.put(layer.layer.id(), numbers.size()));
        Candidates candidates = new Candidates(graph, layers, axis);
        problems.addAll(candidates.problems());
        if (!problems.isEmpty()) {
            return;
        }
        int[] choices = new int[layers.size()];
        for (int i = 0; i < choices.length; i++) {
            choices[i] = candidates.of(layers.get(i)).size();
        }
        MinimumSum sum = new MinimumSum(choices);
        AxisCosts costs = new AxisCosts(axis, cluster, training);
        Set<String> readOutside = readOutside(numbers.keySet());
        Map<String, Integer> parameterUser = new HashMap<>();
        for (int i = 0; i < choices.length; i++) {
            Open layer = layers.get(i);
            sum.add(i, costs.alone(layer, candidates.of(layer), readOutside.contains(layer.layer.id())));
            for (int input = 0; input < layer.layer.inputs().size(); input++) {
                Port port = layer.layer.inputs().get(input);
                Integer producer = numbers.get(port.layer());
                if (producer != null) {
                    Open from = layers.get(producer);
                    sum.add(
                            producer,
                            i,
                            costs.between(from, candidates.of(from), port, layer, candidates.of(layer), input));
                }
            }
            for (String parameter : layer.layer.parameters()) {
                Integer first = parameterUser.putIfAbsent(parameter, i);
                if (first != null && first != i) {
                    Open other = layers.get(first);
                    sum.add(
                            first,
                            i,
                            AxisCosts.sharing(parameter, other, candidates.of(other), layer, candidates.of(layer)));
                }
            }
        }
        int[] chosen = sum.solve();
        for (int i = 0; i < chosen.length; i++) {
            Open layer = layers.get(i);
            layer.choose(candidates.of(layer).get(chosen[i]));
        }
    }

    /** The layers that some layer reads which is not among those divided along this axis. */
    private Set<String> readOutside(Set<String> divided) {
        Set<String> read = new HashSet<>();
        for (Layer reader : graph.layers()) {
            if (!divided.contains(reader.id())) {
                reader.inputs().forEach(port -> read.add(port.layer()));
            }
        }
        return read;
    }
}
