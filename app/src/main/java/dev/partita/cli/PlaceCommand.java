package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.sharding.Axis;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The drag: puts layers on devices. */
@Command(name = "place")
final class PlaceCommand implements Runnable {
    private static final String NONE = "none";
    private static final Pattern AXIS = Pattern.compile("([^=]+)=(\\d{1,7})");
    private static final Pattern DEVICE = Pattern.compile("gpu:(\\d{1,7})(?:\\.\\.(\\d{1,7}))?");

    @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "LAYERS", descriptionKey = "place.layers")
    private String layers = "";

    @Parameters(index = "2", paramLabel = "DEVICES|none", descriptionKey = "place.devices")
    private String devices = "";

    @Option(names = "--mesh", paramLabel = "AXIS=N,...", descriptionKey = "place.mesh")
    private String mesh = "";

    @Option(names = "--split", paramLabel = "[AXIS=]WHAT", descriptionKey = "place.split")
    private List<String> splits = List.of();

    private final Session session;

    PlaceCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<Integer> numbers = numbers();
        Rule rule = WorkFailure.ifInputIsBad(() -> legal(rule(numbers)));
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
                changed.changed(),
                devices));
    }

    private Rule rule(List<Integer> numbers) {
        List<Axis> axes = axes();
        Map<String, String> named = new LinkedHashMap<>();
        for (String split : splits) {
            int equals = split.indexOf('=');
            if (equals < 0 && axes.size() > 1) {
                throw session.failure(ExitCode.INPUT, "place.which_axis", split, mesh);
            }
            String only = axes.isEmpty() ? Rule.ONE_AXIS : axes.getFirst().name();
            named.put(equals < 0 ? only : split.substring(0, equals), split.substring(equals + 1));
        }
        return new Rule(layers, numbers, axes, named);
    }

    private List<Axis> axes() {
        List<Axis> axes = new ArrayList<>();
        for (String axis : mesh.isEmpty() ? new String[0] : mesh.split(",", -1)) {
            Matcher named = AXIS.matcher(axis.strip());
            if (!named.matches()) {
                throw session.failure(ExitCode.INPUT, "place.bad_mesh", axis);
            }
            axes.add(new Axis(named.group(1), Integer.parseInt(named.group(2))));
        }
        return axes;
    }

    private List<Integer> numbers() {
        return devices.equals(NONE)
                ? List.of()
                : Stream.of(devices.split(",", -1)).flatMap(this::numbers).toList();
    }

    private Stream<Integer> numbers(String device) {
        Matcher number = DEVICE.matcher(device.strip());
        if (!number.matches()) {
            throw session.failure(ExitCode.INPUT, "place.bad_device", device);
        }
        int first = Integer.parseInt(number.group(1));
        int last = number.group(2) == null ? first : Integer.parseInt(number.group(2));
        if (last < first || last - first >= Cluster.MAXIMUM_DEVICES) {
            throw session.failure(ExitCode.INPUT, "place.bad_device", device);
        }
        return IntStream.rangeClosed(first, last).boxed();
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

    /** @param typed the devices as the user wrote them */
    record Done(
            String plan,
            String layers,
            List<String> devices,
            long matchedLayers,
            boolean changed,
            @JsonIgnore String typed)
            implements Report {
        @Override
        public List<String> lines(Messages messages) {
            String where = devices.isEmpty() ? messages.text("place.nowhere") : typed;
            return List.of(messages.text("place.done", layers, matchedLayers, where, plan));
        }
    }
}
