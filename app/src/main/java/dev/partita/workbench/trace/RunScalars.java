package dev.partita.workbench.trace;

import dev.partita.history.Run;
import dev.partita.history.RunStore;
import dev.partita.workbench.RunFigures;
import dev.partita.workbench.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The figures of a run by step, as TensorBoard groups them: what comes before the slash is a section. */
final class RunScalars {
    private RunScalars() {}

    static List<EventFile.Scalar> of(RunStore runs, Run run, StepRange steps) {
        SortedMap<Long, Double> stepSeconds = runs.metric(run.id(), RunFigures.STEP_SECONDS);
        SortedMap<Long, Double> moments = moments(run, stepSeconds);
        List<EventFile.Scalar> scalars = new ArrayList<>();
        SortedMap<String, SortedMap<Long, Double>> figures = figures(runs, run, stepSeconds);
        figures.forEach((tag, values) -> values.forEach((step, value) -> {
            if (steps.has(step)) {
                double moment = moments.getOrDefault(step, run.started().toEpochMilli() / 1e3);
                scalars.add(new EventFile.Scalar(tag, step, moment, value));
            }
        }));
        return scalars;
    }

    private static SortedMap<String, SortedMap<Long, Double>> figures(
            RunStore runs, Run run, SortedMap<Long, Double> stepSeconds) {
        SortedMap<String, SortedMap<Long, Double>> figures = new TreeMap<>();
        figures.put("train/loss", runs.losses(run.id()));
        figures.put("train/learning_rate", runs.metric(run.id(), RunFigures.LEARNING_RATE));
        figures.put("speed/step_seconds", stepSeconds);
        long samples = RunPlan.of(run).plan(run.plan()).training().globalBatch();
        SortedMap<Long, Double> rates = new TreeMap<>();
        stepSeconds.forEach((step, seconds) -> rates.put(step, samples / seconds));
        figures.put("speed/samples_per_second", rates);
        for (String name : runs.metricNames(run.id())) {
            if (name.endsWith(RunFigures.BUSY) || name.endsWith(RunFigures.COMMUNICATION)) {
                figures.put("devices/" + name.replace(' ', '/'), runs.metric(run.id(), name));
            }
        }
        return figures;
    }

    /** When each step ended, in seconds since 1970. */
    private static SortedMap<Long, Double> moments(Run run, SortedMap<Long, Double> stepSeconds) {
        SortedMap<Long, Double> moments = new TreeMap<>();
        double now = run.started().toEpochMilli() / 1e3;
        for (var step : stepSeconds.entrySet()) {
            now += Double.isFinite(step.getValue()) ? step.getValue() : 0;
            moments.put(step.getKey(), now);
        }
        return moments;
    }
}
