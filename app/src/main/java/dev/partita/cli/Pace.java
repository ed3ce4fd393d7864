package dev.partita.cli;

import dev.partita.loop.StepReport;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.StepMetrics;
import dev.partita.workbench.Figures;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** How fast a run is, in the unit of its data, and where its loss is. */
final class Pace {
    private static final int WINDOW = 10;

    private final Session session;
    private final double unitsPerStep;
    private final String unitKey;
    private final Deque<Double> seconds = new ArrayDeque<>();

    Pace(Session session, Simulation prediction) {
        this.session = session;
        StepMetrics metrics = prediction.metrics();
        OptionalDouble tokens = metrics.tokensPerSecond();
        this.unitsPerStep = tokens.orElse(metrics.samplesPerSecond()) * metrics.stepSeconds();
        this.unitKey = tokens.isPresent() ? "pace.tokens" : "pace.samples";
    }

    /** Such as {@code loss 3.1234  5.3 k tokens/s}: over the last few steps. */
    String after(StepReport report) {
        seconds.add(report.record().seconds());
        if (seconds.size() > WINDOW) {
            seconds.remove();
        }
        double mean = seconds.stream().mapToDouble(s -> s).average().orElse(1);
        return session.text("pace.loss", Figures.loss(report.loss())) + "  "
                + session.text(unitKey, Figures.rate(unitsPerStep / mean));
    }
}
