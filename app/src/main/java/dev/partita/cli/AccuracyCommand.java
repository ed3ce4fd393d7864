package dev.partita.cli;

import dev.partita.accuracy.AccuracyPage;
import dev.partita.accuracy.AccuracyReport;
import dev.partita.accuracy.CompiledRuns;
import dev.partita.accuracy.Scores;
import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scores the predictions on measured and published runs. */
@Command(name = "accuracy")
final class AccuracyCommand implements Runnable {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            descriptionKey = "accuracy.output")
    private Optional<Path> output = Optional.empty();

    private final Session session;

    AccuracyCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        AccuracyReport report = AccuracyReport.measure();
        output.ifPresent(file -> TextFiles.write(session, file, AccuracyPage.of(report)));
        session.report(new Output(report.entries().stream().map(Entry::of).toList(), output.map(Path::toString)));
    }

    record Entry(
            String file,
            String part,
            int rows,
            double meanError,
            double maximumError,
            double bias,
            double spearman,
            double pairOrder,
            double meanTopLoss,
            double topsWithinOnePercent,
            Optional<Programs> programs) {
        static Entry of(AccuracyReport.Entry entry) {
            Scores scores = entry.scores();
            return new Entry(
                    entry.file().resource(),
                    entry.part().name().toLowerCase(Locale.ROOT),
                    scores.rows(),
                    scores.meanError(),
                    scores.maximumError(),
                    scores.bias(),
                    scores.spearman(),
                    scores.pairOrder(),
                    scores.meanTopLoss(),
                    scores.topsWithinOnePercent(),
                    entry.compiled().flatMap(Programs::of));
        }

        String ofPrograms(ToDoubleFunction<Programs> share) {
            return programs.map(found -> Human.percent(share.applyAsDouble(found)))
                    .orElse("-");
        }
    }

    /** The same rows as plans, compiled and simulated. */
    record Programs(int rows, int notCovered, double meanError, double maximumError, double bias, double pairOrder) {
        static Optional<Programs> of(CompiledRuns runs) {
            return runs.scores()
                    .map(scores -> new Programs(
                            scores.rows(),
                            runs.notCovered(),
                            scores.meanError(),
                            scores.maximumError(),
                            scores.bias(),
                            scores.pairOrder()));
        }
    }

    record Output(List<Entry> files, Optional<String> page) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(Stream.of(
                                    "file",
                                    "part",
                                    "rows",
                                    "mean",
                                    "maximum",
                                    "spearman",
                                    "pairs",
                                    "top",
                                    "programs.mean",
                                    "programs.pairs")
                            .map(column -> messages.text("accuracy." + column))
                            .toList())
                    .left(0, 1);
            files.forEach(entry -> table.row(List.of(
                    entry.file(),
                    messages.text("accuracy.part." + entry.part()),
                    Integer.toString(entry.rows()),
                    Human.percent(entry.meanError()),
                    Human.percent(entry.maximumError()),
                    String.format(Locale.ROOT, "%.3f", entry.spearman()),
                    Human.percent(entry.pairOrder()),
                    Human.percent(entry.meanTopLoss()),
                    entry.ofPrograms(Programs::meanError),
                    entry.ofPrograms(Programs::pairOrder))));
            Stream<String> written = page.stream().map(file -> messages.text("accuracy.written", file));
            return Stream.concat(table.lines().stream(), written).toList();
        }
    }
}
