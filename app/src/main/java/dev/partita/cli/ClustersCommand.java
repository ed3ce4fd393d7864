package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.hardware.Clusters;
import dev.partita.hardware.Preset;
import dev.partita.i18n.Messages;
import dev.partita.quantity.FlopsPerSecond;
import dev.partita.quantity.Human;
import dev.partita.tensor.DataType;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Lists the cards that a cluster can be made of. */
@Command(name = "clusters")
final class ClustersCommand implements Runnable {
    private final Session session;

    ClustersCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Stream<Entry> cards = Clusters.presets().stream().map(preset -> Entry.of(session.messages(), preset));
        session.report(new Listing(Stream.concat(Stream.of(virtual()), cards).toList()));
    }

    /** The default cluster's device, listed like a card. */
    private Entry virtual() {
        var cluster = Clusters.parse(Clusters.DEFAULT);
        var machine = cluster.machines().getFirst();
        Preset preset = new Preset(
                "virtual",
                session.text("clusters.virtual"),
                machine.model(),
                OptionalDouble.empty(),
                machine.inside(),
                cluster.between(),
                List.of());
        return Entry.of(preset, session.text("clusters.virtual.assumptions"));
    }

    /** Links are per device and direction; peaks are dense and null where a card has no such unit. */
    record Entry(
            String name,
            String title,
            long memoryBytes,
            double memoryBytesPerSecond,
            OptionalDouble fp32FlopsPerSecond,
            OptionalDouble bf16FlopsPerSecond,
            double insideBytesPerSecond,
            double insideLatencySeconds,
            double betweenBytesPerSecond,
            double betweenLatencySeconds,
            String assumptions) {
        static Entry of(Messages messages, Preset preset) {
            return of(
                    preset,
                    preset.assumptions().isEmpty()
                            ? ""
                            : messages.text(dev.partita.text.Listing.findings(preset.assumptions())));
        }

        static Entry of(Preset preset, String assumptions) {
            return new Entry(
                    preset.name(),
                    preset.title(),
                    preset.model().capacity().count(),
                    preset.model().memoryBandwidth().rate(),
                    peak(preset, DataType.FLOAT32),
                    peak(preset, DataType.BFLOAT16),
                    preset.inside().bandwidth().rate(),
                    preset.inside().latency().value(),
                    preset.between().bandwidth().rate(),
                    preset.between().latency().value(),
                    assumptions);
        }

        private static OptionalDouble peak(Preset preset, DataType type) {
            FlopsPerSecond peak = preset.model().peak().get(type);
            return peak == null ? OptionalDouble.empty() : OptionalDouble.of(peak.rate());
        }
    }

    record Listing(List<Entry> clusters) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(
                            Stream.of("name", "memory", "bandwidth", "fp32", "bf16", "inside", "between", "title")
                                    .map(column -> messages.text("clusters." + column))
                                    .toList())
                    .left(7);
            clusters.forEach(entry -> table.row(List.of(
                    entry.name(),
                    Human.bytes(entry.memoryBytes()),
                    Human.bandwidth(entry.memoryBytesPerSecond()),
                    peak(entry.fp32FlopsPerSecond()),
                    peak(entry.bf16FlopsPerSecond()),
                    Human.bandwidth(entry.insideBytesPerSecond()),
                    Human.bandwidth(entry.betweenBytesPerSecond()),
                    entry.title())));
            return Stream.concat(table.lines().stream(), Stream.of("", messages.text("clusters.notation")))
                    .toList();
        }

        private static String peak(OptionalDouble rate) {
            return rate.isPresent() ? Human.flopsRate(rate.getAsDouble()) : "-";
        }
    }
}
