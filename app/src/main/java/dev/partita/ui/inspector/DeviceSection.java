package dev.partita.ui.inspector;

import dev.partita.checks.DeviceMemory;
import dev.partita.checks.Evaluation;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceModel;
import dev.partita.program.BufferKind;
import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.LinkUse;
import dev.partita.ui.document.DeviceLink;
import dev.partita.ui.inspector.Line.Figure;
import dev.partita.ui.inspector.Line.ToLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One device: what it is, what it holds, how it spends the step, and its links. */
record DeviceSection(Evaluation evaluation, int device) {
    /** Empty for a device that the evaluated cluster does not have. */
    static Optional<Section> of(Evaluation evaluation, int device) {
        return device < evaluation.devices().size()
                ? Optional.of(new DeviceSection(evaluation, device).section())
                : Optional.empty();
    }

    private Section section() {
        Cluster cluster = evaluation.plan().cluster();
        List<Line> lines = new ArrayList<>();
        DeviceModel model = cluster.device(device);
        lines.add(figure("model", model.name()));
        memory(lines, evaluation.devices().get(device));
        evaluation.simulation().ifPresent(simulation -> {
            simulation.metrics().devices().stream()
                    .filter(use -> use.device() == device)
                    .forEach(use -> use(lines, use, simulation.stepSeconds()));
            simulation.metrics().links().stream()
                    .filter(link -> link.from() == device || link.to() == device)
                    .forEach(link -> lines.add(link(link, simulation)));
        });
        return new Section("inspector.device", new Verbatim(Cluster.deviceName(device)), lines);
    }

    private static Figure figure(String name, String text, Object... why) {
        return new Figure("inspector.device." + name, Optional.of(new Verbatim(text)), Why.of(why));
    }

    private static void memory(List<Line> lines, DeviceMemory memory) {
        List<Object> parts = new ArrayList<>();
        for (BufferKind kind : BufferKind.values()) {
            parts.add(bytes(kind.title(), memory.bytes(kind)));
        }
        parts.add(bytes(Sentence.of("app.inspector.padding"), memory.paddingBytes()));
        parts.add(bytes(Sentence.of("app.inspector.runtime"), memory.overheadBytes()));
        parts.add(bytes(Sentence.of("app.inspector.together"), memory.peakBytes()));
        lines.add(figure("peak", Human.bytes(memory.peakBytes()), parts.toArray()));
        lines.add(figure("capacity", Human.bytes(memory.capacityBytes()), Why.exact(memory.capacityBytes()) + " B"));
        long free = memory.capacityBytes() - memory.peakBytes();
        lines.add(figure(
                "free",
                (free < 0 ? "−" : "") + Human.bytes(Math.abs(free)),
                Human.bytes(memory.capacityBytes()) + " − " + Human.bytes(memory.peakBytes())));
    }

    private static Sentence bytes(Sentence what, long bytes) {
        return Sentence.of("app.inspector.bytes", what, Why.exact(bytes));
    }

    private static void use(List<Line> lines, DeviceUse use, double step) {
        lines.add(share("busy", use.busyFraction(), step));
        lines.add(share("communication", use.communicationFraction(), step));
        lines.add(share("overlapped", use.overlappedFraction(), step));
        lines.add(share("idle", use.idleFraction(), step));
    }

    private static Figure share(String name, double fraction, double step) {
        return figure(
                name,
                Human.percent(fraction),
                Human.seconds(fraction * step) + " / " + Human.seconds(step) + " = " + Human.percent(fraction));
    }

    private static Line link(LinkUse link, Simulation simulation) {
        Wording text = Sentence.of(
                "app.inspector.link",
                Human.bytes(link.bytesPerStep()),
                Human.seconds(link.busySeconds()),
                Human.seconds(link.exposedSeconds()));
        return new ToLink(
                new DeviceLink(link.from(), link.to()),
                text,
                LinkSection.messages(link, simulation.timeline().program()));
    }
}
