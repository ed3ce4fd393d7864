package dev.partita.ui.devices;

import dev.partita.checks.DeviceMemory;
import dev.partita.hardware.Cluster;
import dev.partita.program.BufferKind;
import dev.partita.program.Obstacle;
import dev.partita.quantity.Human;
import dev.partita.ui.chart.LoadBars;
import dev.partita.ui.devices.DeviceCard.Figures;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.DeviceLoad;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a card says, in the language in force. */
record CardTexts(Texts texts) {
    private static final String UNKNOWN = "–";

    String memory(DeviceCard card) {
        DeviceMemory memory = card.now().memory();
        String peak = card.now().computed() ? Human.bytes(memory.peakBytes()) : UNKNOWN;
        return texts.now("devices.card.memory", peak, Human.bytes(memory.capacityBytes()));
    }

    String kind(BufferKind kind) {
        return texts.now(kind.title());
    }

    String busy(DeviceCard card) {
        if (!card.shown().computed()) {
            return texts.now("devices.no_step");
        }
        OptionalDouble before = before(card).busy();
        OptionalDouble after = card.shown().busy();
        if (before.isEmpty() && after.isEmpty()) {
            return texts.now("devices.idle");
        }
        return texts.now("devices.busy", change(share(before), share(after)));
    }

    private static String share(OptionalDouble share) {
        return Human.percent(share.orElse(0));
    }

    String load(DeviceCard card) {
        if (!card.shown().computed()) {
            return texts.now("devices.no_step.why");
        }
        LinkLoad before = before(card).load();
        LinkLoad after = card.shown().load();
        if (before.none() && after.none()) {
            return texts.now("devices.no_traffic");
        }
        return texts.now(
                "devices.load",
                change(Human.bytes(before.inBytes()), Human.bytes(after.inBytes())),
                change(Human.bytes(before.outBytes()), Human.bytes(after.outBytes())));
    }

    /** How long the device waits for its links; empty where it never does. */
    Optional<String> exposed(DeviceCard card) {
        double before = before(card).load().exposedSeconds();
        double after = card.shown().load().exposedSeconds();
        return before == 0 && after == 0
                ? Optional.empty()
                : Optional.of(texts.now("devices.exposed", change(Human.seconds(before), Human.seconds(after))));
    }

    /** Nothing changes where nothing was known. */
    private static Figures before(DeviceCard card) {
        return card.now().computed() ? card.now() : card.shown();
    }

    private static String change(String before, String after) {
        return before.equals(after) ? after : before + " → " + after;
    }

    /** What would be, or what is wrong; empty where there is nothing to say. */
    Optional<String> remark(DeviceCard card, boolean dragged) {
        Optional<Figures> then =
                card.after().filter(after -> !after.memory().equals(card.now().memory()));
        if (then.isPresent()) {
            return Optional.of(afterwards(card, then.get(), dragged));
        }
        return card.now().over()
                ? card.greatestPart()
                        .map(most -> texts.now(
                                "devices.over",
                                Human.bytes(card.now().excessBytes()),
                                kind(most.kind()),
                                Human.bytes(most.bytes())))
                : Optional.empty();
    }

    /** Why a drop on this card would leave no step. */
    String impossible(List<Obstacle> obstacles) {
        for (Obstacle obstacle : obstacles) {
            if (obstacle instanceof Obstacle.SeveralStages several) {
                return texts.now(
                        "devices.several_stages",
                        Cluster.deviceName(several.device()),
                        several.stages().size());
            }
            if (obstacle instanceof Obstacle.WrongPattern wrong) {
                return texts.now("devices.wrong_pattern", wrong.schedule().key());
            }
        }
        return texts.now("devices.impossible");
    }

    private String afterwards(DeviceCard card, Figures after, boolean dragged) {
        String peak = Human.bytes(after.memory().peakBytes());
        String when = dragged ? "drop" : "change";
        String most = card.greatestChange()
                .map(change -> kind(change.kind()) + " " + signed(change.bytes()))
                .orElse("");
        String sentence = after.over()
                ? texts.now("devices.after_over." + when, peak, Human.bytes(after.excessBytes()))
                : texts.now("devices.after." + when, peak);
        return most.isEmpty() ? sentence : texts.now("devices.after_most", sentence, most);
    }

    private static String signed(long bytes) {
        return (bytes < 0 ? "−" : "+") + Human.bytes(Math.abs(bytes));
    }

    /** The card as one sentence for those who hear it. */
    String spoken(DeviceCard card) {
        return String.join(", ", card.name(), memory(card), busy(card), load(card));
    }

    /** The card while a run trains. */
    String spoken(DeviceCard card, DeviceLoad load) {
        return String.join(
                ", ", card.name(), memory(card), texts.now("devices.live") + ": " + LoadBars.words(texts, load));
    }
}
