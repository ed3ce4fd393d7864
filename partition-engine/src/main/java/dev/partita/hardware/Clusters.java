package dev.partita.hardware;

import dev.partita.text.Listing;
import dev.partita.text.Nearest;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clusters as people write them: {@code PRESET:MxD} for M machines of D catalogue cards each, or
 * {@code virtual:N[@MEMORY[,BANDWIDTH]]} for N workers of this machine. A preset may be cut short where only one begins
 * so: {@code h200:1x8}.
 */
public final class Clusters {
    /** The notation that a new project gets unless told otherwise. */
    public static final String DEFAULT = "virtual:2";

    private static final Pattern MACHINES = Pattern.compile("(\\d{1,7})x(\\d{1,7})");
    private static final List<Preset> PRESETS = Catalogue.presets();

    private Clusters() {}

    /** The cards of the catalogue in its order. */
    public static List<Preset> presets() {
        return PRESETS;
    }

    /** @throws InvalidCluster if the notation names no cluster; the message gives the nearest legal choice */
    public static Cluster parse(String notation) {
        String text = notation.strip();
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String size = colon < 0 ? "" : text.substring(colon + 1);
        return kind.equals(VirtualCluster.NAME) ? VirtualCluster.parse(text, size) : catalogue(text, kind, size);
    }

    private static Cluster catalogue(String notation, String kind, String size) {
        Preset preset = preset(notation, kind);
        Matcher machines = MACHINES.matcher(size);
        if (!machines.matches()) {
            throw new InvalidCluster(Sentence.of("engine.cluster.machines", notation, preset.name()));
        }
        long count = Long.parseLong(machines.group(1));
        long devices = Long.parseLong(machines.group(2));
        if (count < 1 || devices < 1) {
            throw new InvalidCluster(Sentence.of(
                    "engine.cluster.empty",
                    count,
                    devices,
                    preset.name() + ":" + Math.max(1, count) + "x" + Math.max(1, devices)));
        }
        if (count * devices > Cluster.MAXIMUM_DEVICES) {
            throw new InvalidCluster(
                    Sentence.of("engine.cluster.too_many", Cluster.MAXIMUM_DEVICES, count, devices, count * devices));
        }
        return preset.cluster(preset.name() + ":" + count + "x" + devices, (int) count, (int) devices);
    }

    private static Preset preset(String notation, String kind) {
        List<Preset> begun = PRESETS.stream()
                .filter(preset -> preset.name().equals(kind) || preset.name().startsWith(kind + "-"))
                .toList();
        if (begun.size() == 1) {
            return begun.getFirst();
        }
        if (begun.size() > 1) {
            throw new InvalidCluster(Sentence.of(
                    "engine.cluster.ambiguous",
                    kind,
                    Listing.names(begun.stream().map(Preset::name).toList())));
        }
        List<String> known = new ArrayList<>(List.of(VirtualCluster.NAME));
        PRESETS.forEach(preset -> known.add(preset.name()));
        throw new InvalidCluster(Sentence.of(
                "engine.cluster.unknown", shortened(notation), Listing.names(Nearest.first(shortened(kind), known))));
    }

    private static String shortened(String typed) {
        return typed.length() <= 40 ? typed : typed.substring(0, 40) + "...";
    }
}
