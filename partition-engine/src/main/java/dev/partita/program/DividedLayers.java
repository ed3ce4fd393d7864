package dev.partita.program;

import dev.partita.deduction.Deduction;
import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.operator.Division;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.program.LayerCosts.Connection;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the layers of a program are divided over their meshes and what that costs in one step: what each layer's ranks do
 * together, and the conversions on the way of its outputs to their readers.
 */
public final class DividedLayers {
    /** Of no program at all. */
    public static final DividedLayers NONE = new DividedLayers();

    private record Key(CollectiveUse.Kind kind, String axis) {}

    private record Edge(Port port, String reader) {}

    private final Map<String, DividedLayer> layers = new HashMap<>();
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, List<CollectiveUse>> own = new HashMap<>();
    private final Map<String, Map<CollectiveKernel, CollectiveUse>> conversions = new HashMap<>();
    private final Map<Edge, Set<CollectiveKernel>> edges = new HashMap<>();
    private final Map<Mesh, List<CollectiveUse>> meshes = new HashMap<>();

    private DividedLayers() {}

    private DividedLayers(Program program) {
        Plan plan = program.plan();
        Map<String, List<TensorSpec>> shapes =
                plan.graph().shapes(plan.training().microbatch());
        rules.putAll(plan.placement().deciding(plan.graph()));
        layers.putAll(Deduction.of(plan.graph(), shapes, rules, plan.cluster(), plan.training())
                .layers());
        if (layers.isEmpty()) {
            return;
        }
        Map<String, List<TensorSpec>> typed = MixedPrecision.shapes(plan);
        plan.graph().layers().forEach(layer -> edges(layer, typed));
        program.segments().forEach(segment -> add(program, segment));
    }

    /** Finds it anew: not for the thread that paints. */
    public static DividedLayers of(Program program) {
        return new DividedLayers(program);
    }

    private void edges(Layer reader, Map<String, List<TensorSpec>> shapes) {
        DividedLayer to = layers.get(reader.id());
        for (int i = 0; to != null && i < reader.inputs().size(); i++) {
            Port port = reader.inputs().get(i);
            DividedLayer from = layers.get(port.layer());
            if (from == null) {
                continue;
            }
            TensorSpec whole = Objects.requireNonNull(shapes.get(port.layer())).get(port.output());
            Layout output = from.output(port.output());
            Set<CollectiveKernel> kernels = edges.computeIfAbsent(new Edge(port, reader.id()), key -> new HashSet<>());
            way(kernels, whole, output, from.mesh(), to.input(i), to.mesh());
            way(kernels, whole, to.inputGradient(i), to.mesh(), output.ofGradient(), from.mesh());
        }
    }

    /** What a tensor goes through on its way, before it leaves a mesh and after it arrived on another. */
    private static void way(
            Set<CollectiveKernel> kernels, TensorSpec whole, Layout from, Mesh source, Layout to, Mesh target) {
        Layout arriving = from;
        if (!source.equals(target)) {
            Flows.Way way = Flows.way(whole, from, source, to, target);
            Conversions.between(source.axes(), whole, from, way.leaving()).forEach(step -> kernels.add(step.kernel()));
            arriving = way.arriving();
        }
        Conversions.between(target.axes(), whole, arriving, to).forEach(step -> kernels.add(step.kernel()));
    }

    private void add(Program program, Segment segment) {
        int turns = program.tasks().turns(segment.loop());
        List<CollectiveUse> all = new ArrayList<>(meshes.getOrDefault(segment.mesh(), List.of()));
        for (Step step : segment.steps()) {
            if (step.kernel() instanceof CollectiveKernel kernel) {
                CollectiveUse use = new CollectiveUse(
                        CollectiveUse.Kind.of(kernel),
                        segment.mesh().axes().get(kernel.axis()).name(),
                        turns * CollectiveUse.sentBytes(kernel),
                        turns * step.seconds());
                all.add(use);
                if (converts(step.layer(), kernel)) {
                    conversions
                            .computeIfAbsent(step.layer(), key -> new HashMap<>())
                            .merge(kernel, use, CollectiveUse::plus);
                } else {
                    own.computeIfAbsent(step.layer(), key -> new ArrayList<>()).add(use);
                }
            }
        }
        meshes.put(segment.mesh(), sums(all));
    }

    /** Conversions are named after the layer whose output they convert. */
    private boolean converts(String layer, CollectiveKernel kernel) {
        return edges.entrySet().stream()
                .anyMatch(edge -> edge.getKey().port().layer().equals(layer)
                        && edge.getValue().contains(kernel));
    }

    private static List<CollectiveUse> sums(Collection<CollectiveUse> uses) {
        Map<Key, CollectiveUse> sums =
                new TreeMap<>(Comparator.comparing(Key::kind).thenComparing(Key::axis));
        uses.forEach(use -> sums.merge(new Key(use.kind(), use.axis()), use, CollectiveUse::plus));
        return List.copyOf(sums.values());
    }

    /** How a layer lies on its mesh; empty for one that is on a single device. */
    public Optional<DividedLayer> layer(String id) {
        return Optional.ofNullable(layers.get(id));
    }

    /** True if the rule that places a layer says how it is divided over an axis; otherwise that was deduced. */
    public boolean fixed(String layer, String axis) {
        Rule rule = rules.get(layer);
        return rule != null && rule.splits().containsKey(axis);
    }

    /** How many of these layers are divided in which way over an axis, by its number. */
    public Map<Division.Kind, Integer> kinds(Collection<String> ids, int axis) {
        Map<Division.Kind, Integer> kinds = new TreeMap<>();
        ids.forEach(id -> layer(id)
                .filter(layer -> axis < layer.divisions().size())
                .ifPresent(layer -> kinds.merge(layer.divisions().get(axis).kind(), 1, Integer::sum)));
        return kinds;
    }

    /** What the ranks of these layers do together to compute them, forward and backward. */
    public List<CollectiveUse> own(Collection<String> ids) {
        return sums(ids.stream()
                .flatMap(id -> own.getOrDefault(id, List.of()).stream())
                .toList());
    }

    /** What brings these connections' tensors, and their gradients, from how they are written to how they are read. */
    public List<CollectiveUse> conversions(Collection<Connection> connections) {
        Map<String, Set<CollectiveKernel>> kernels = new HashMap<>();
        connections.forEach(connection -> kernels.computeIfAbsent(
                        connection.port().layer(), key -> new HashSet<>())
                .addAll(edges.getOrDefault(new Edge(connection.port(), connection.reader()), Set.of())));
        List<CollectiveUse> uses = new ArrayList<>();
        kernels.forEach((layer, wanted) -> conversions
                .getOrDefault(layer, Map.of())
                .forEach((kernel, use) -> {
                    if (wanted.contains(kernel)) {
                        uses.add(use);
                    }
                }));
        return sums(uses);
    }

    /** Everything that the ranks of a device's mesh do together in a step, reductions of gradients included. */
    public List<CollectiveUse> ofDevice(int device) {
        return meshes.entrySet().stream()
                .filter(mesh -> mesh.getKey().devices().contains(device))
                .flatMap(mesh -> mesh.getValue().stream())
                .toList();
    }
}
