package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.history.Run;
import dev.partita.history.RunStore;
import dev.partita.i18n.Messages;
import dev.partita.journal.ProjectFolder;
import dev.partita.quantity.Human;
import dev.partita.workbench.Figures;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the runs of a project; what else can be done with them are commands after the folder. */
@Command(name = "runs")
final class RunsCommand implements Runnable {
    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    private final Session session;

    RunsCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.report(
                new Listing(withRuns(RunStore::list).stream().map(Entry::of).toList()));
    }

    <T> T withRuns(Function<RunStore, T> action) {
        try (ProjectFolder opened = session.open(folder)) {
            return action.apply(opened.runs());
        }
    }

    /** The run with this number. */
    Run named(RunStore runs, long number) {
        return runs.get(number).orElseThrow(() -> session.failure(ExitCode.INPUT, "runs.none", folder, number));
    }

    /** Times are in UTC. */
    record Entry(
            long run,
            String plan,
            String status,
            long steps,
            long seed,
            Instant started,
            Optional<Instant> ended,
            OptionalDouble predictedStepSeconds,
            Map<String, Double> results,
            String note,
            List<String> tags) {
        static Entry of(Run run) {
            return new Entry(
                    run.id(),
                    run.plan(),
                    run.status().key(),
                    run.steps(),
                    run.seed(),
                    run.started(),
                    run.ended(),
                    run.predictedStepSeconds(),
                    run.results(),
                    run.note().text(),
                    List.copyOf(run.note().tags()));
        }

        private String result(String name, Function<Double, String> written) {
            Double value = results.get(name);
            return value == null ? "-" : written.apply(value);
        }
    }

    record Listing(List<Entry> runs) implements Report {
        private static final DateTimeFormatter WHEN =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

        @Override
        public List<String> lines(Messages messages) {
            if (runs.isEmpty()) {
                return List.of(messages.text("runs.empty"));
            }
            Table table = new Table(Stream.of(
                                    "run",
                                    "started",
                                    "plan",
                                    "status",
                                    "steps",
                                    "predicted",
                                    "measured",
                                    "last_loss",
                                    "tags")
                            .map(column -> messages.text("runs." + column))
                            .toList())
                    .left(1, 2, 3, 8);
            runs.forEach(run -> table.row(List.of(
                    String.valueOf(run.run()),
                    WHEN.format(run.started()),
                    run.plan(),
                    messages.text("runs.status." + run.status()),
                    String.valueOf(run.steps()),
                    run.predictedStepSeconds().isPresent()
                            ? Human.seconds(run.predictedStepSeconds().getAsDouble())
                            : "-",
                    run.result("measured_step_seconds", Human::seconds),
                    run.result("last_loss", Figures::loss),
                    String.join(" ", run.tags()))));
            return table.lines();
        }
    }
}
