package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.RunStore;
import dev.partita.ui.chart.Curve;
import java.util.Map;
import java.util.SortedMap;

/** The loss of a run, over its steps and over the seconds since its first one. */
record LossCurve(Run run, Curve bySteps, Curve bySeconds) {
    private static final String STEP_SECONDS = "step_seconds";

    static LossCurve read(RunStore store, Run run) {
        SortedMap<Long, Double> losses = store.losses(run.id());
        SortedMap<Long, Double> seconds = store.metric(run.id(), STEP_SECONDS);
        Curve bySteps = new Curve();
        Curve bySeconds = new Curve();
        double elapsed = 0;
        for (Map.Entry<Long, Double> loss : losses.entrySet()) {
            double taken = seconds.getOrDefault(loss.getKey(), 0.0);
            elapsed += Double.isFinite(taken) ? taken : 0;
            bySteps.add(loss.getKey(), loss.getValue());
            bySeconds.add(elapsed, loss.getValue());
        }
        return new LossCurve(run, bySteps, bySeconds);
    }
}
