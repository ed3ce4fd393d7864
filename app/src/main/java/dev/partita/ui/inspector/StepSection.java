package dev.partita.ui.inspector;

import dev.partita.checks.Evaluation;
import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.text.Verbatim;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.MatrixFlops;
import dev.partita.timeline.StepMetrics;
import dev.partita.ui.inspector.Line.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the plan's step amounts to. */
final class StepSection {
    private StepSection() {}

    /** Empty for a plan that does not compile. */
    static Optional<Section> of(Evaluation evaluation) {
        return evaluation.simulation().map(simulation -> section(evaluation, simulation));
    }

    private static Section section(Evaluation evaluation, Simulation simulation) {
        StepMetrics metrics = simulation.metrics();
        long batch = evaluation.plan().training().globalBatch();
        String step = Human.seconds(metrics.stepSeconds());
        List<Line> lines = new ArrayList<>();
        lines.add(figure("time", step));
        lines.add(figure("bubble", Human.percent(metrics.bubbleFraction()), "1 − " + busy(metrics)));
        lines.add(figure("samples", Human.count(metrics.samplesPerSecond()), batch + " / " + step));
        metrics.tokensPerSecond()
                .ifPresent(tokens -> lines.add(figure(
                        "tokens",
                        Human.count(tokens),
                        Human.count(metrics.samplesPerSecond()) + " x "
                                + Math.round(tokens / metrics.samplesPerSecond()))));
        metrics.mfu()
                .ifPresent(share -> lines.add(figure(
                        "mfu",
                        Human.percent(share),
                        Human.count(MatrixFlops.of(simulation.timeline().program())) + "FLOP / (" + step + " x "
                                + metrics.devices().size() + " x "
                                + Human.flopsRate(
                                        MatrixFlops.of(simulation.timeline().program())
                                                / share
                                                / metrics.stepSeconds()
                                                / metrics.devices().size())
                                + ")")));
        return new Section("inspector.step", new Verbatim(""), lines);
    }

    private static String busy(StepMetrics metrics) {
        double mean = metrics.devices().stream()
                .mapToDouble(DeviceUse::busyFraction)
                .average()
                .orElse(0);
        return Human.percent(mean);
    }

    private static Figure figure(String name, String text, Object... why) {
        return new Figure("inspector.step." + name, Optional.of(new Verbatim(text)), Why.of(why));
    }
}
