package dev.partita.cli;

import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The drag: puts layers on devices. */
@Command(name = "place")
final class PlaceCommand implements Runnable {
    private static final String NONE = "none";
    private static final Pattern DEVICE = Pattern.compile("gpu:(\\d{1,7})");

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "LAYERS", descriptionKey = "place.layers")
    private String layers = "";

    @Parameters(index = "2", paramLabel = "DEVICES|none", descriptionKey = "place.devices")
    private String devices = "";

    private final Session session;

    PlaceCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<Integer> numbers = numbers();
        Rule rule = WorkFailure.ifInputIsBad(() -> legal(new Rule(layers, numbers)));
        Editing.Changed changed = Editing.edit(session, folder, (project, plan) -> new Edit.Place(plan, rule));
        long matched = WorkFailure.ifInputIsBad(() -> matched(changed.after(), rule));
        if (matched == 0) {
            session.notice(session.text("place.no_match", layers));
        }
        session.report(new Done(
                changed.plan(),
                layers,
                numbers.stream().map(Cluster::deviceName).toList(),
                matched,
                changed.changed()));
    }

    private List<Integer> numbers() {
        return devices.equals(NONE)
                ? List.of()
                : Stream.of(devices.split(",", -1)).map(this::number).toList();
    }

    private int number(String device) {
        Matcher number = DEVICE.matcher(device.strip());
        if (!number.matches()) {
            throw session.failure(ExitCode.INPUT, "place.bad_device", device);
        }
        return Integer.parseInt(number.group(1));
    }

    /** A glob is read only when it is used; one that cannot be read must not get into the project. */
    private static Rule legal(Rule rule) {
        rule.matches("");
        return rule;
    }

    private static long matched(Project project, Rule rule) {
        return project.model().graph().layers().stream()
                .filter(layer -> rule.matches(layer.id()))
                .count();
    }

    record Done(String plan, String layers, List<String> devices, long matchedLayers, boolean changed)
            implements Report {
        @Override
        public List<String> lines(Messages messages) {
            String where = devices.isEmpty() ? messages.text("place.nowhere") : String.join(", ", devices);
            return List.of(messages.text("place.done", layers, matchedLayers, where, plan));
        }
    }
}
