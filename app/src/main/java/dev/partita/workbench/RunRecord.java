package dev.partita.workbench;

import dev.partita.hardware.Cluster;
import dev.partita.history.Metric;
import dev.partita.history.RunStart;
import dev.partita.history.RunStatus;
import dev.partita.history.RunStore;
import dev.partita.history.TimelineOrigin;
import dev.partita.loop.LiveReading;
import dev.partita.loop.StepReport;
import dev.partita.loop.TrainingRequest;
import dev.partita.project.ProjectFailure;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Keeps a run in the project's database and passes on what it is told. A database that fails meanwhile ends the record
 * with a notice, never the training.
 */
final class RunRecord implements RunWatcher, AutoCloseable {
    private static final long FLUSH_NANOS = 1_000_000_000L;

    private final RunStore runs;
    private final RunStart start;
    private final Timeline prediction;
    private final RunWatcher watcher;
    private OptionalLong number = OptionalLong.empty();
    private final List<Metric> pending = new ArrayList<>();
    private long flushedNanos = System.nanoTime();
    private boolean working = true;
    private boolean finished;

    /** @param prediction the predicted step, stored before the first one is taken */
    RunRecord(RunStore runs, RunStart start, Timeline prediction, RunWatcher watcher) {
        this.runs = runs;
        this.start = start;
        this.prediction = prediction;
        this.watcher = watcher;
    }

    static RunStart start(PlanCheck check, Simulation prediction, TrainingRequest request, TrainSettings settings) {
        Map<String, String> options = new HashMap<>();
        options.put("backend", check.profile().name());
        options.put("order", settings.order().toString());
        request.initialWeights().ifPresent(file -> options.put("init", file.toString()));
        request.resumeFrom().ifPresent(file -> options.put("resume", file.toString()));
        return new RunStart(
                check.project(),
                check.planName(),
                GraphHash.of(check.plan().graph()),
                request.seed(),
                request.steps(),
                check.profile().catalog().fingerprint(),
                OptionalDouble.of(prediction.stepSeconds()),
                options);
    }

    /** The run begins once its devices and weights are there: what fails before that was no run. */
    @Override
    public void ready(long step) {
        store(() -> number = OptionalLong.of(runs.begin(start)));
        store(run -> runs.storeTimeline(run, TimelineOrigin.PREDICTED, TaskIntervals.of(prediction)));
        watcher.numbered(number);
        watcher.ready(step);
    }

    /** The run's number in the project; empty where nothing could be stored. */
    OptionalLong number() {
        return number;
    }

    @Override
    public void stepDone(StepReport report) {
        pending.addAll(RunFigures.of(prediction.program(), report));
        if (System.nanoTime() - flushedNanos > FLUSH_NANOS) {
            flush();
        }
        watcher.stepDone(report);
    }

    @Override
    public void live(LiveReading reading) {
        watcher.live(reading);
    }

    @Override
    public void checkpointWritten(Path file, long step) {
        watcher.checkpointWritten(file, step);
    }

    private void flush() {
        store(run -> runs.append(run, List.copyOf(pending)));
        pending.clear();
        flushedNanos = System.nanoTime();
    }

    void finish(RunStatus status, TrainingResult.Trained trained) {
        flush();
        trained.measured()
                .ifPresent(timeline ->
                        store(run -> runs.storeTimeline(run, TimelineOrigin.MEASURED, TaskIntervals.of(timeline))));
        store(run -> runs.finish(run, status, results(trained)));
        finished = true;
    }

    private static Map<String, Double> results(TrainingResult.Trained trained) {
        Speed speed = Speed.of(trained);
        Map<String, Double> results = new LinkedHashMap<>();
        results.put("measured_step_seconds", trained.outcome().measuredStepSeconds());
        results.put("samples_per_second", speed.samplesPerSecond());
        speed.tokensPerSecond().ifPresent(rate -> results.put("tokens_per_second", rate));
        List<Double> losses = trained.outcome().losses();
        if (!losses.isEmpty()) {
            results.put("first_loss", losses.getFirst());
            results.put("last_loss", losses.getLast());
        }
        trained.outcome()
                .devices()
                .forEach(device -> results.put(Cluster.deviceName(device.device()) + " measured_peak_bytes", (double)
                        device.measuredPeakBytes()));
        return results;
    }

    private void store(LongConsumer work) {
        store(() -> number.ifPresent(work));
    }

    private void store(Runnable work) {
        if (!working) {
            return;
        }
        try {
            work.run();
        } catch (ProjectFailure failure) {
            working = false;
            watcher.notice(failure.sentence());
        }
    }

    /** A run that was not finished has failed. */
    @Override
    public void close() {
        if (!finished) {
            flush();
            store(run -> runs.finish(run, RunStatus.FAILED, Map.of()));
        }
    }
}
