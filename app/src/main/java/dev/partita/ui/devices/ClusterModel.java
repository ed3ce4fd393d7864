package dev.partita.ui.devices;

import dev.partita.hardware.Clusters;
import dev.partita.hardware.Link;
import dev.partita.hardware.Machine;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.text.Wording;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.ProjectSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The cluster as its fields show it; they take what {@code partita set} takes and refuse it in the same words. */
final class ClusterModel {
    static final String NOTATION = "cluster";
    static final String MEMORY = "cluster.memory";
    static final String BANDWIDTH = "cluster.link_bandwidth";
    static final String LATENCY = "cluster.link_latency";

    private final Document document;
    private final ProjectSettings settings;

    ClusterModel(Document document) {
        this.document = document;
        this.settings = new ProjectSettings(document);
    }

    private ClusterSpec spec() {
        return document.project().get().cluster();
    }

    /** The value in force, with its unit. */
    String value(String key) {
        return key.equals(NOTATION) ? spec().notation() : figure(key, spec());
    }

    /** What the notation itself says, for the reset arrow. */
    Optional<String> usual(String key) {
        return key.equals(NOTATION) ? Optional.empty() : Optional.of(figure(key, ClusterSpec.of(spec().notation())));
    }

    private static String figure(String key, ClusterSpec spec) {
        Machine machine = spec.toCluster().machines().getFirst();
        Link link = machine.inside();
        return switch (key) {
            case MEMORY -> machine.model().capacity().toString();
            case BANDWIDTH -> link.bandwidth().toString();
            case LATENCY -> link.latency().toString();
            default -> throw new IllegalArgumentException("No setting of a cluster is called " + key + ".");
        };
    }

    Optional<Wording> refusal(String key, String value) {
        return settings.refusal(key, value);
    }

    void set(String key, String value) {
        settings.set(key, value);
    }

    /** Takes back what was changed about one figure: the preset's own, to the last byte. */
    void reset(String key) {
        ClusterSpec changed = spec();
        document.send(new Edit.ChangeCluster(new ClusterSpec(
                changed.notation(),
                key.equals(MEMORY) ? OptionalLong.empty() : changed.memoryBytes(),
                key.equals(BANDWIDTH) ? OptionalDouble.empty() : changed.linkBytesPerSecond(),
                key.equals(LATENCY) ? OptionalDouble.empty() : changed.linkLatencySeconds())));
    }

    /** Clusters to start from: workers of this machine, and each card of the catalogue. */
    static List<String> presets() {
        List<String> presets = new ArrayList<>(List.of(Clusters.DEFAULT, "virtual:4"));
        Clusters.presets().forEach(preset -> presets.add(preset.name() + ":1x8"));
        return presets;
    }
}
