package dev.partita.ui.inspector;

import dev.partita.graph.Layer;
import dev.partita.graph.Parameter;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceRanges;
import dev.partita.kernel.Kernel;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.LayerWork;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.program.DividedLayers;
import dev.partita.quantity.Human;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import dev.partita.ui.inspector.Line.Figure;
import dev.partita.ui.inspector.Line.Placement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The selected layers: what differs among them is shown as mixed, what adds up is summed. */
record LayersSection(Plan plan, List<LayerWork> works, DividedLayers divided) {
    private static final int SHOWN_PATTERNS = 3;

    /** Looking for the deciding rule of every layer takes its time; beyond this it is not shown. */
    private static final int RULES_FOR = 256;

    static Section of(Plan plan, Set<String> layers, DividedLayers divided) {
        return new LayersSection(plan, LayerWork.of(plan, layers), divided).section();
    }

    /** Layers of a drawing that cannot be computed yet: what they are and where, with the reason for the rest. */
    static Section unfinished(Plan plan, Set<String> layers, Wording reason) {
        List<String> kinds = plan.graph().layers().stream()
                .filter(layer -> layers.contains(layer.id()))
                .map(layer -> layer.operator().kind())
                .distinct()
                .toList();
        Optional<Wording> kind = kinds.size() == 1 ? Optional.of(new Verbatim(kinds.getFirst())) : Optional.empty();
        return new Section(
                "inspector.layers",
                reason,
                List.of(figure("operator", kind, Why.NOTHING), placement(plan, List.copyOf(layers))));
    }

    private Section section() {
        List<Line> lines = new ArrayList<>();
        lines.add(figure("operator", same(work -> work.layer().operator().kind()), Why.NOTHING));
        lines.add(figure("inputs", same(work -> shapes(work.inputs())), Why.NOTHING));
        lines.add(figure("outputs", same(work -> shapes(work.outputs())), Why.NOTHING));
        lines.add(parameters());
        lines.add(flops("forward", work -> work.forward().stream()));
        lines.add(flops("backward", work -> work.backward().stream()));
        lines.add(traffic());
        lines.add(kept());
        lines.add(placement(plan, works.stream().map(work -> work.layer().id()).toList()));
        if (works.size() <= RULES_FOR) {
            lines.add(figure("rule", same(this::rule), Why.NOTHING));
        }
        lines.addAll(new DivisionLines(
                        divided, works.stream().map(work -> work.layer().id()).toList())
                .lines());
        return new Section("inspector.layers", name(), lines);
    }

    private Wording name() {
        List<String> ids = works.stream().map(work -> work.layer().id()).toList();
        List<String> patterns = LayerPatterns.of(plan.graph(), ids);
        return works.size() == 1 || patterns.isEmpty()
                ? new Verbatim(String.join(", ", ids))
                : Sentence.of("app.inspector.layers", works.size(), Listing.and(patterns, SHOWN_PATTERNS));
    }

    private Optional<Wording> same(Function<LayerWork, String> value) {
        List<String> values = works.stream().map(value).distinct().limit(2).toList();
        return values.size() == 1 ? Optional.of(new Verbatim(values.getFirst())) : Optional.empty();
    }

    private static Figure figure(String name, Optional<Wording> text, Why why) {
        return new Figure("inspector.layer." + name, text, why);
    }

    private static Figure figure(String name, String text, Stream<String> why) {
        return figure(name, Optional.of(new Verbatim(text)), Why.of(why));
    }

    private static String shapes(List<TensorSpec> specs) {
        return specs.isEmpty()
                ? "-"
                : String.join(", ", specs.stream().map(TensorSpec::toString).toList());
    }

    private Figure parameters() {
        List<Parameter> parameters = LayerWork.parameters(works);
        long count =
                parameters.stream().mapToLong(known -> known.shape().elements()).sum();
        long bytes = parameters.stream()
                .mapToLong(known -> TensorSpec.float32(known.shape()).bytes())
                .sum();
        return figure(
                "parameters",
                Human.count(count) + " · " + Human.bytes(bytes),
                parameters.stream()
                        .map(known -> known.name() + ": " + TensorSpec.float32(known.shape()) + " = "
                                + Why.exact(known.shape().elements())));
    }

    private Figure flops(String name, Function<LayerWork, Stream<Kernel>> part) {
        List<Kernel> kernels = works.stream().flatMap(part).toList();
        return figure(
                name,
                Human.count(LayerWork.flops(kernels)) + "FLOP",
                kernels.stream().map(kernel -> Why.kernel(kernel) + ": " + Human.count(kernel.flops()) + "FLOP"));
    }

    private Figure traffic() {
        List<Kernel> kernels =
                works.stream().flatMap(work -> work.kernels().stream()).toList();
        return figure(
                "traffic",
                Human.bytes(LayerWork.trafficBytes(kernels)),
                kernels.stream().map(kernel -> Why.kernel(kernel) + ": " + Human.bytes(kernel.trafficBytes())));
    }

    private Figure kept() {
        Map<String, TensorSpec> kept = LayerWork.kept(works);
        return figure(
                "kept",
                Human.bytes(kept.values().stream().mapToLong(TensorSpec::bytes).sum()),
                kept.entrySet().stream()
                        .map(tensor -> tensor.getKey() + ": " + tensor.getValue() + " = "
                                + Human.bytes(tensor.getValue().bytes())));
    }

    private static Placement placement(Plan plan, List<String> ids) {
        Map<String, List<Integer>> placed = plan.placement().devices(plan.graph());
        List<List<Integer>> devices = ids.stream()
                .map(id -> placed.getOrDefault(id, List.of()))
                .distinct()
                .toList();
        Optional<String> one = devices.size() == 1 && devices.getFirst().size() == 1
                ? Optional.of(Cluster.deviceName(devices.getFirst().getFirst()))
                : Optional.empty();
        return new Placement(
                "inspector.layer.device",
                ids,
                one,
                nowhere(devices),
                IntStream.range(0, plan.cluster().deviceCount())
                        .mapToObj(Cluster::deviceName)
                        .toList());
    }

    /** What to say where there is no single device to name. */
    private static Wording nowhere(List<List<Integer>> devices) {
        if (devices.size() > 1) {
            return Sentence.of("app.inspector.several");
        }
        List<Integer> all = devices.getFirst();
        return all.isEmpty() ? Sentence.of("app.inspector.unplaced") : new Verbatim(DeviceRanges.of(all));
    }

    /** The last rule that matches decides. */
    private String rule(LayerWork work) {
        Layer layer = work.layer();
        Collection<Rule> rules = plan.placement().rules().reversed();
        return rules.stream()
                .filter(rule -> rule.matches(layer.id()))
                .findFirst()
                .map(rule ->
                        rule.pattern() + " → " + (rule.devices().isEmpty() ? "-" : DeviceRanges.of(rule.devices())))
                .orElse("-");
    }
}
