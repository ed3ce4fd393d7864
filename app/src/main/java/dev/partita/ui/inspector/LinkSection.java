package dev.partita.ui.inspector;

import dev.partita.checks.Evaluation;
import dev.partita.hardware.Link;
import dev.partita.program.Program;
import dev.partita.program.Transfer;
import dev.partita.quantity.Bytes;
import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.text.Verbatim;
import dev.partita.timeline.LinkUse;
import dev.partita.ui.document.DeviceLink;
import dev.partita.ui.inspector.Line.Figure;
import dev.partita.ui.inspector.Line.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One link: what a step sends over it, how long that takes and who waits for it; what it can do is a field. */
record LinkSection(Evaluation evaluation, DeviceLink link) {
    /** Empty for a link that the evaluated cluster does not have. */
    static Optional<Section> of(Evaluation evaluation, DeviceLink link) {
        int devices = evaluation.devices().size();
        return link.from() < devices && link.to() < devices
                ? Optional.of(new LinkSection(evaluation, link).section())
                : Optional.empty();
    }

    private Section section() {
        List<Line> lines = new ArrayList<>();
        evaluation.simulation().ifPresent(simulation -> lines.addAll(use(simulation)));
        Link wire = evaluation.plan().cluster().link(link.from(), link.to());
        lines.add(setting("link_bandwidth", wire.bandwidth().toString()));
        lines.add(setting("link_latency", wire.latency().toString()));
        return new Section("inspector.link", new Verbatim(link.name()), lines);
    }

    private List<Line> use(Simulation simulation) {
        LinkUse use = simulation.metrics().links().stream()
                .filter(found -> found.from() == link.from() && found.to() == link.to())
                .findFirst()
                .orElse(new LinkUse(link.from(), link.to(), 0, 0, 0));
        return List.of(
                figure(
                        "bytes",
                        Human.bytes(use.bytesPerStep()),
                        messages(use, simulation.timeline().program())),
                share("busy", use.busySeconds(), simulation.stepSeconds()),
                share("exposed", use.exposedSeconds(), simulation.stepSeconds()));
    }

    private static Figure figure(String name, String text, Why why) {
        return new Figure("inspector.link." + name, Optional.of(new Verbatim(text)), why);
    }

    private static Figure share(String name, double seconds, double step) {
        String share = Human.percent(seconds / step);
        return figure(
                name,
                Human.seconds(seconds) + " · " + share,
                Why.of(Human.seconds(seconds) + " / " + Human.seconds(step) + " = " + share));
    }

    /** A project states one figure for all of its links. */
    private static Setting setting(String name, String value) {
        return new Setting("inspector." + name, "cluster." + name, value, Optional.empty(), List.of());
    }

    /** Every kind of message once: how many a step, each latency + bytes / bandwidth. */
    static Why messages(LinkUse link, Program program) {
        Link wire = program.plan().cluster().link(link.from(), link.to());
        Map<Long, Long> counts = new LinkedHashMap<>();
        for (Transfer transfer : program.transfers()) {
            if (transfer.from() == link.from() && transfer.to() == link.to()) {
                counts.merge(transfer.bytes(), (long) program.tasks().turns(transfer.loop()), Long::sum);
            }
        }
        return Why.of(counts.entrySet().stream()
                .map(entry -> entry.getValue() + " x (" + wire.latency() + " + " + Human.bytes(entry.getKey()) + " / "
                        + wire.bandwidth() + ") = " + entry.getValue() + " x "
                        + wire.transferTime(new Bytes(entry.getKey()))));
    }
}
