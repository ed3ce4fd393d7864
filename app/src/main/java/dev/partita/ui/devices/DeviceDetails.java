package dev.partita.ui.devices;

import dev.partita.hardware.Cluster;
import dev.partita.plan.LayerPatterns;
import dev.partita.quantity.Human;
import dev.partita.timeline.LinkUse;
import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All there is to say about one device: exact bytes by kind, each link, the layers on it. */
record DeviceDetails(Texts texts, DevicesModel model) {
    private static final int SHOWN_PATTERNS = 8;
    private static final int SHOWN_LINKS = 8;

    String text(DeviceCard card) {
        List<String> lines = new ArrayList<>();
        CardTexts words = new CardTexts(texts);
        lines.add(card.name() + "  " + words.memory(card));
        card.shares().stream()
                .filter(share -> share.bytes() > 0)
                .map(share -> texts.now(
                        "devices.card.bytes",
                        share.kind().map(words::kind).orElseGet(() -> texts.now("devices.other")),
                        Human.bytes(share.bytes()),
                        exact(share.bytes())))
                .forEach(lines::add);
        lines.add(texts.now(
                "devices.card.bytes.peak",
                Human.bytes(card.shown().memory().peakBytes()),
                exact(card.shown().memory().peakBytes())));
        card.shown().links().stream().limit(SHOWN_LINKS).map(this::link).forEach(lines::add);
        lines.add(layers(card.device()));
        return String.join("\n", lines);
    }

    private static String exact(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }

    private String link(LinkUse link) {
        return texts.now(
                "devices.link",
                Cluster.deviceName(link.from()),
                Cluster.deviceName(link.to()),
                Human.bytes(link.bytesPerStep()),
                Human.seconds(link.busySeconds()),
                Human.seconds(link.exposedSeconds()));
    }

    private String layers(int device) {
        List<String> layers = model.layers(device);
        if (layers.isEmpty()) {
            return texts.now("devices.no_layers");
        }
        List<String> patterns = LayerPatterns.of(model.graph(), layers);
        String named = String.join("\n  ", patterns.subList(0, Math.min(SHOWN_PATTERNS, patterns.size())));
        return texts.now("devices.layers", layers.size(), patterns.size() > SHOWN_PATTERNS ? named + " …" : named);
    }
}
