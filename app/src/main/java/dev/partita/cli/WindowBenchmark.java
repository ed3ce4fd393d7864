package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import dev.partita.text.Sentence;
import dev.partita.ui.measure.Measurement;
import dev.partita.ui.measure.Samples;
import dev.partita.ui.measure.Samples.Cost;
import dev.partita.workbench.Figures;
import dev.partita.workbench.WorkFailure;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the window takes, painted by the processor without a display; in processes of their own. */
record WindowBenchmark(Measurement measurement) implements Benchmark {
    /**
     * @param coreSeconds mean of what the threads at work took of a core: others that use the machine do not count
     */
    record Row(String what, int samples, double medianSeconds, double p95Seconds, double coreSeconds) {
        static Row of(Samples samples) {
            return new Row(
                    samples.name(),
                    samples.costs().size(),
                    samples.quantile(Cost::wallSeconds, 0.5),
                    samples.quantile(Cost::wallSeconds, 0.95),
                    samples.meanCoreSeconds());
        }
    }

    record Rows(String name, List<Row> rows) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(Stream.of("what", "samples", "median", "p95", "core")
                    .map(column -> messages.text("bench.window." + column))
                    .toList());
            rows.forEach(row -> table.row(List.of(
                    messages.text("bench." + name + "." + row.what()),
                    String.valueOf(row.samples()),
                    Figures.milliseconds(row.medianSeconds()),
                    Figures.milliseconds(row.p95Seconds()),
                    Figures.milliseconds(row.coreSeconds()))));
            return table.lines();
        }
    }

    /** Shares of a core, in seconds of it per second. */
    record Share(String what, int seconds, double medianFraction, double p95Fraction) {
        static Share of(Samples samples) {
            return new Share(
                    samples.name(),
                    samples.costs().size(),
                    samples.quantile(Share::fraction, 0.5),
                    samples.quantile(Share::fraction, 0.95));
        }

        private static double fraction(Cost second) {
            return second.coreSeconds() / second.wallSeconds();
        }
    }

    record Shares(List<Share> rows) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(Stream.of("thread", "seconds", "median", "p95")
                    .map(column -> messages.text("bench.live." + column))
                    .toList());
            rows.forEach(row -> table.row(List.of(
                    messages.text("bench.live." + row.what()),
                    String.valueOf(row.seconds()),
                    Human.percent(row.medianFraction()),
                    Human.percent(row.p95Fraction()))));
            return table.lines();
        }
    }

    @Override
    public String name() {
        return measurement.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Report measure() {
        try {
            List<Samples> found = measurement.measure();
            return measurement == Measurement.LIVE
                    ? new Shares(found.stream().map(Share::of).toList())
                    : new Rows(name(), found.stream().map(Row::of).toList());
        } catch (IOException e) {
            throw new WorkFailure(
                    WorkFailure.Kind.RUN, Sentence.of("app.bench.failed", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
