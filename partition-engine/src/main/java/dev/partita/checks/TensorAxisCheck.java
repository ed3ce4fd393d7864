package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Placement;
import dev.partita.plan.Rule;
import dev.partita.program.DeviceProgram;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Mesh;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Axes that divide layers and whose ranks lie on several machines: they exchange parts of every layer, over the slowest
 * links there are. Where the devices of these meshes can be ordered so that such ranks share a machine, that is the fix.
 */
final class TensorAxisCheck {
    private final Subject subject;
    private final Cluster cluster;

    TensorAxisCheck(Subject subject) {
        this.subject = subject;
        this.cluster = subject.plan().cluster();
    }

    List<Diagnostic> diagnostics() {
        if (cluster.machines().size() < 2) {
            return List.of();
        }
        Map<Mesh, List<Integer>> crossing = new TreeMap<>(
                (a, b) -> Integer.compare(a.devices().getFirst(), b.devices().getFirst()));
        for (DeviceProgram share : subject.now().program().orElseThrow().devices()) {
            List<Integer> axes = dividing(share);
            if (axes.stream().anyMatch(axis -> machines(share.mesh(), axis) > 1)) {
                crossing.put(share.mesh(), axes);
            }
        }
        return crossing.isEmpty() ? List.of() : List.of(diagnostic(crossing));
    }

    /** The axes over which some parameter is divided. */
    private static List<Integer> dividing(DeviceProgram share) {
        return IntStream.range(0, share.mesh().axes().size())
                .filter(axis -> share.parameters().stream()
                        .anyMatch(binding -> binding.layout().axis(axis) instanceof Distribution.Shard))
                .boxed()
                .toList();
    }

    /** On how many machines the ranks of a group lie, at most. */
    private long machines(Mesh mesh, int axis) {
        return mesh.groups(axis).stream()
                .mapToLong(group -> group.stream()
                        .map(rank -> cluster.machineOf(mesh.devices().get(rank)))
                        .distinct()
                        .count())
                .max()
                .orElse(0);
    }

    private Diagnostic diagnostic(Map<Mesh, List<Integer>> crossing) {
        Map.Entry<Mesh, List<Integer>> first = crossing.entrySet().iterator().next();
        Mesh mesh = first.getKey();
        int axis = first.getValue().stream()
                .filter(divided -> machines(mesh, divided) > 1)
                .findFirst()
                .orElseThrow();
        String name = mesh.axes().get(axis).toString();
        List<Integer> all = crossing.keySet().stream()
                .flatMap(other -> other.devices().stream())
                .sorted()
                .toList();
        Listing where = Phrase.devices(all);
        List<Idea> ideas = MachineOrder.of(cluster, crossing)
                .map(order -> new Idea(
                        Sentence.of("engine.fix.machine_order", crossing.size(), name), subject.replace(placed(order))))
                .stream()
                .toList();
        return new Diagnostic(
                Code.TENSOR_ACROSS_MACHINES,
                Severity.WARNING,
                where,
                Sentence.of(
                        "engine.check.tensor_across_machines",
                        where,
                        name,
                        machines(mesh, axis),
                        cluster.between().bandwidth(),
                        cluster.machines().getFirst().inside().bandwidth()),
                subject.fixes(ideas, all.getFirst(), this::helps));
    }

    private Placement placed(Map<List<Integer>, List<Integer>> order) {
        return new Placement(subject.plan().placement().rules().stream()
                .map(rule -> new Rule(
                        rule.pattern(), order.getOrDefault(rule.devices(), rule.devices()), rule.mesh(), rule.splits()))
                .toList());
    }

    private boolean helps(Prediction after) {
        return after.stepSeconds().orElse(Double.POSITIVE_INFINITY)
                        < subject.now().stepSeconds().orElseThrow()
                && subject.errors(after) <= subject.errors(subject.now());
    }
}
