package dev.partita.ui.inspector;

import dev.partita.deduction.DividedLayer;
import dev.partita.hardware.DeviceRanges;
import dev.partita.operator.Division;
import dev.partita.program.CollectiveUse;
import dev.partita.program.DividedLayers;
import dev.partita.quantity.Human;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Layout;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import dev.partita.ui.inspector.Line.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How the selected layers are divided over their mesh, and what its devices do together for them. */
record DivisionLines(DividedLayers divided, List<String> ids) {

    /** No line for layers that are on one device each. */
    List<Line> lines() {
        List<DividedLayer> layers =
                ids.stream().flatMap(id -> divided.layer(id).stream()).toList();
        List<Line> lines = new ArrayList<>();
        if (layers.isEmpty()) {
            return lines;
        }
        List<String> meshes =
                layers.stream().map(layer -> mesh(layer)).distinct().toList();
        lines.add(figure("mesh", same(meshes), Why.NOTHING));
        if (meshes.size() == 1) {
            List<Axis> axes = layers.getFirst().mesh().axes();
            IntStream.range(0, axes.size()).forEach(axis -> lines.add(axis(layers, axes.get(axis), axis)));
        }
        if (layers.size() == 1) {
            lines.add(layouts("layouts_in", layers.getFirst(), true));
            lines.add(layouts("layouts_out", layers.getFirst(), false));
        }
        uses(divided.own(ids)).ifPresent(lines::add);
        return lines;
    }

    private static String mesh(DividedLayer layer) {
        String axes = layer.mesh().axes().stream().map(Axis::toString).collect(Collectors.joining(" x "));
        return axes + " · " + DeviceRanges.of(layer.mesh().devices());
    }

    private Figure axis(List<DividedLayer> layers, Axis axis, int number) {
        Map<Division.Kind, Integer> kinds = divided.kinds(ids, number);
        boolean fixed =
                layers.stream().allMatch(layer -> divided.fixed(layer.layer().id(), axis.name()));
        String words = kinds.entrySet().stream()
                .map(kind -> layers.size() == 1
                        ? kind.getKey().word()
                        : kind.getKey().word() + " x " + kind.getValue())
                .collect(Collectors.joining(", "));
        Wording text = Sentence.of(fixed ? "app.inspector.fixed" : "app.inspector.deduced", words);
        return new Figure(axis.toString(), Optional.of(text), Why.NOTHING);
    }

    private static Figure layouts(String name, DividedLayer layer, boolean inputs) {
        int count = inputs ? layer.inputs().size() : layer.outputs().size();
        String layouts = IntStream.range(0, count)
                .mapToObj(i -> layout(
                                inputs ? layer.input(i) : layer.output(i),
                                layer.mesh().axes()) + " " + (inputs ? layer.inputs() : layer.outputs()).get(i))
                .collect(Collectors.joining("; "));
        return figure(name, Optional.of(new Verbatim(count == 0 ? "-" : layouts)), Why.NOTHING);
    }

    private static String layout(Layout layout, List<Axis> axes) {
        return IntStream.range(0, axes.size())
                .mapToObj(axis -> axes.get(axis).name() + ": " + layout.axis(axis))
                .collect(Collectors.joining(", "));
    }

    private static Optional<Line> uses(Collection<CollectiveUse> uses) {
        if (uses.isEmpty()) {
            return Optional.empty();
        }
        long bytes = uses.stream().mapToLong(CollectiveUse::bytes).sum();
        double seconds = uses.stream().mapToDouble(CollectiveUse::seconds).sum();
        String names = uses.stream().map(use -> use.kind().word()).distinct().collect(Collectors.joining(", "));
        Stream<String> why = uses.stream()
                .map(use -> use.kind().word() + " (" + use.axis() + "): " + Human.bytes(use.bytes()) + ", "
                        + Human.seconds(use.seconds()));
        return Optional.of(figure(
                "together",
                Optional.of(new Verbatim(names + " · " + Human.bytes(bytes) + " · " + Human.seconds(seconds))),
                Why.of(why)));
    }

    private static Figure figure(String name, Optional<Wording> text, Why why) {
        return new Figure("inspector.layer." + name, text, why);
    }

    private static Optional<Wording> same(List<String> values) {
        return values.size() == 1 ? Optional.of(new Verbatim(values.getFirst())) : Optional.empty();
    }
}
