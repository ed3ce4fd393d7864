package dev.partita.cli;

import dev.partita.cli.CheckOutput.Device;
import dev.partita.cli.CheckOutput.Finding;
import dev.partita.cli.CheckOutput.LinkLoad;
import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A check for people: memory per device, links, what is wrong, and whether one can train. */
final class CheckLines {
    /** As many devices stand side by side, one column each; more get a line each. */
    private static final int SIDE_BY_SIDE = 4;

    /** The busiest links; those that carry a few bytes would only hide them. */
    private static final int MOST_LINKS = 12;

    private final Messages messages;
    private final CheckOutput check;

    CheckLines(Messages messages, CheckOutput check) {
        this.messages = messages;
        this.check = check;
    }

    List<String> all() {
        List<String> lines = new ArrayList<>();
        lines.add(check.title());
        lines.add(check.times().line(messages));
        lines.add(messages.text(check.exact() ? "check.exact" : "check.estimate"));
        lines.add("");
        lines.addAll(memory().lines());
        if (!check.links().isEmpty()) {
            lines.add("");
            lines.addAll(links().lines());
            if (check.links().size() > MOST_LINKS) {
                lines.add(messages.text("check.link.more", check.links().size() - MOST_LINKS));
            }
        }
        check.diagnostics().forEach(finding -> lines.addAll(finding(finding)));
        lines.add("");
        lines.add(verdict());
        return lines;
    }

    private Table memory() {
        List<String> columns = Stream.of(
                        "device",
                        "capacity",
                        "peak",
                        "weights",
                        "gradients",
                        "optimizer",
                        "activations",
                        "workspace",
                        "communication",
                        "padding",
                        "overhead")
                .map(column -> messages.text("check." + column))
                .toList();
        Table table = new Table(columns);
        check.devices().forEach(device -> table.row(row(device)));
        return check.devices().size() <= SIDE_BY_SIDE ? table.transposed() : table;
    }

    private static List<String> row(Device device) {
        String name = device.count() == 1 ? device.name() : device.name() + " x" + device.count();
        Stream<String> amounts = Stream.of(
                        device.capacityBytes(),
                        device.peakBytes(),
                        device.weightsBytes(),
                        device.gradientsBytes(),
                        device.optimizerBytes(),
                        device.activationsBytes(),
                        device.workspaceBytes(),
                        device.communicationBytes(),
                        device.paddingBytes(),
                        device.overheadBytes())
                .map(Human::bytes);
        return Stream.concat(Stream.of(name), amounts).toList();
    }

    private Table links() {
        Table table = new Table(Stream.of("link", "bytes", "busy", "exposed")
                .map(column -> messages.text("check.link." + column))
                .toList());
        check.links().stream()
                .sorted(Comparator.comparingDouble(LinkLoad::busySeconds).reversed())
                .limit(MOST_LINKS)
                .forEach(link -> table.row(List.of(
                        link.from() + " -> " + link.to(),
                        Human.bytes(link.bytesPerStep()),
                        Human.seconds(link.busySeconds()),
                        Human.seconds(link.exposedSeconds()))));
        return table;
    }

    private List<String> finding(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(messages.text(
                "check.finding",
                messages.text("check." + finding.severity()),
                finding.code(),
                finding.where(),
                finding.message()));
        finding.fixes().forEach(fix -> lines.add("  " + messages.text("check.fix", fix.description())));
        return lines;
    }

    private String verdict() {
        return check.notTrainableBecause()
                .map(reason -> messages.text("check.not_trainable", reason))
                .orElseGet(() -> messages.text("check.trainable"));
    }
}
