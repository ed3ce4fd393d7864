package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.history.Run;
import dev.partita.i18n.Messages;
import dev.partita.workbench.RunDifferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What two runs were told differently, and what came of it. */
@Command(name = "diff")
final class RunsDiffCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "A", descriptionKey = "runs.diff.a")
    private long first;

    @Parameters(index = "1", paramLabel = "B", descriptionKey = "runs.diff.b")
    private long second;

    private final Session session;
    private final RunsCommand runs;

    RunsDiffCommand(Session session, RunsCommand runs) {
        this.session = session;
        this.runs = runs;
    }

    @Override
    public void run() {
        session.report(runs.withRuns(store -> {
            Run a = runs.named(store, first);
            Run b = runs.named(store, second);
            RunDifferences found = RunDifferences.of(List.of(a, b));
            return new Difference(
                    first,
                    second,
                    found.configuration().stream().map(Line::of).toList(),
                    found.results().stream().map(Line::of).toList());
        }));
    }

    /** A key with its values; null where a run does not have it. */
    record Line<T>(String key, Optional<T> a, Optional<T> b) {
        static <T> Line<T> of(RunDifferences.Line<T> line) {
            return new Line<>(line.key(), line.values().get(0), line.values().get(1));
        }
    }

    record Difference(long a, long b, List<Line<String>> configuration, List<Line<Double>> results) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            List<String> lines = new ArrayList<>();
            lines.addAll(section(messages.text("runs.diff.configuration"), configuration));
            lines.add("");
            lines.addAll(section(messages.text("runs.diff.results"), results));
            return lines;
        }

        private <T> List<String> section(String title, List<Line<T>> different) {
            Table table = new Table(List.of(title, String.valueOf(a), String.valueOf(b)));
            different.forEach(line -> table.row(Stream.of(Optional.of(line.key()), line.a(), line.b())
                    .map(value -> value.map(Object::toString).orElse("-"))
                    .toList()));
            return table.lines();
        }
    }
}
