package dev.partita.ui.training;

import dev.partita.loop.LiveReading;
import dev.partita.loop.RunControls;
import dev.partita.plan.Plan;
import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;
import dev.partita.text.Wording;
import dev.partita.timeline.StepMetrics;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.RunProgress;
import dev.partita.workbench.DeviceLoad;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What is known of a run, as properties for views; tells the document what other views want to know of it. */
final class RunView implements Reporter.Screen {
    /** Steps that the pace is taken over. */
    private static final int WINDOW = 10;

    private final Document document;
    private final Consumer<Wording> notices;
    private final RunCurves curves = new RunCurves();
    private final Map<Integer, DeviceLoad> loads = new TreeMap<>();
    private final Deque<Double> lastSeconds = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<TrainingState> state = new ReadOnlyObjectWrapper<>(TrainingState.IDLE);
    private final ReadOnlyObjectWrapper<Pace> pace = new ReadOnlyObjectWrapper<>(Pace.NONE);
    private final ReadOnlyObjectWrapper<Optional<Plan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Simulation>> prediction =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TrainingResult>> result =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TrainingFailure>> failure =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Path>> checkpoint = new ReadOnlyObjectWrapper<>(Optional.empty());
    private OptionalLong number = OptionalLong.empty();
    private long firstStep;
    private @Nullable RunControls controls;

    RunView(Document document, Consumer<Wording> notices) {
        this.document = document;
        this.notices = notices;
    }

    ReadOnlyObjectProperty<TrainingState> state() {
        return state.getReadOnlyProperty();
    }

    /** Changes with every batch of steps; {@link #curves()} have grown then. */
    ReadOnlyObjectProperty<Pace> pace() {
        return pace.getReadOnlyProperty();
    }

    RunCurves curves() {
        return curves;
    }

    /** The plan that was started. */
    ReadOnlyObjectProperty<Optional<Plan>> plan() {
        return plan.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Simulation>> prediction() {
        return prediction.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<TrainingResult>> result() {
        return result.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<TrainingFailure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /** The checkpoint that the run wrote last. */
    ReadOnlyObjectProperty<Optional<Path>> checkpoint() {
        return checkpoint.getReadOnlyProperty();
    }

    /** Tokens or samples of one step. */
    double unitsPerStep() {
        return prediction
                .get()
                .map(Simulation::metrics)
                .map(metrics -> units(metrics) * metrics.stepSeconds())
                .orElse(0.0);
    }

    private static double units(StepMetrics metrics) {
        return metrics.tokensPerSecond().orElse(metrics.samplesPerSecond());
    }

    // ---- what the user asks for

    void prepare() {
        controls = null;
        number = OptionalLong.empty();
        curves.clear();
        loads.clear();
        lastSeconds.clear();
        plan.set(Optional.of(document.plan().get()));
        prediction.set(Optional.empty());
        result.set(Optional.empty());
        failure.set(Optional.empty());
        checkpoint.set(Optional.empty());
        pace.set(Pace.NONE);
        document.liveUse().clear();
        become(TrainingState.PREPARING);
    }

    void pause() {
        if (controls != null) {
            controls.pause();
            become(TrainingState.PAUSED);
        }
    }

    void resume() {
        if (controls != null) {
            controls.resume();
            become(TrainingState.RUNNING);
        }
    }

    void stop() {
        become(TrainingState.STOPPING);
        if (controls != null) {
            controls.stop();
        }
    }

    private void become(TrainingState next) {
        state.set(next);
        tellDocument();
    }

    private void tellDocument() {
        Pace now = pace.get();
        document.runProgress(
                state.get().active()
                        ? Optional.of(new RunProgress(
                                number, now.done(), now.steps(), now.loss(), state.get() == TrainingState.PAUSED))
                        : Optional.empty());
    }

    // ---- what the run says

    @Override
    public void predicted(PlanCheck check, Simulation simulation) {
        plan.set(Optional.of(check.plan()));
        prediction.set(Optional.of(simulation));
    }

    /** A stop that was asked for while devices were being opened takes hold now. */
    @Override
    public void begun(RunControls run, long steps) {
        controls = run;
        pace.set(new Pace(0, 0, steps, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        if (state.get() == TrainingState.STOPPING) {
            run.stop();
        }
    }

    @Override
    public void numbered(OptionalLong run) {
        number = run;
    }

    @Override
    public void ready(long step) {
        firstStep = step;
        if (state.get() == TrainingState.PREPARING) {
            become(TrainingState.RUNNING);
        }
    }

    @Override
    public void news(List<Reporter.Step> steps, List<LiveReading> readings) {
        steps.forEach(this::take);
        if (!steps.isEmpty()) {
            pace.set(pace(steps.getLast()));
            tellDocument();
        }
        for (LiveReading reading : readings) {
            reading.devices()
                    .forEach(device -> loads.merge(
                            device.device(), DeviceLoad.of(device, reading.seconds()), DeviceLoad::towards));
            document.liveUse().publish(loads);
        }
        if (!readings.isEmpty()) {
            document.liveUse().published();
        }
    }

    private void take(Reporter.Step step) {
        curves.add(step.step(), step.loss(), step.seconds());
        if (Double.isFinite(step.seconds())) {
            lastSeconds.addLast(step.seconds());
        }
        if (lastSeconds.size() > WINDOW) {
            lastSeconds.removeFirst();
        }
    }

    private Pace pace(Reporter.Step step) {
        OptionalDouble mean =
                lastSeconds.stream().mapToDouble(seconds -> seconds).average();
        return new Pace(
                step.step(),
                step.step() - firstStep + 1,
                pace.get().steps(),
                OptionalDouble.of(step.loss()),
                mean,
                mean.isPresent() ? OptionalDouble.of(unitsPerStep() / mean.getAsDouble()) : mean);
    }

    @Override
    public void checkpointWritten(Path file) {
        checkpoint.set(Optional.of(file));
    }

    @Override
    public void notice(Sentence sentence) {
        notices.accept(sentence);
    }

    void finish(TrainingResult done) {
        result.set(Optional.of(done));
        if (done instanceof TrainingResult.Trained trained) {
            trained.measured().ifPresent(document::measured);
        }
        end(TrainingState.FINISHED);
    }

    void fail(TrainingFailure why) {
        failure.set(Optional.of(why));
        end(TrainingState.FAILED);
    }

    private void end(TrainingState ending) {
        controls = null;
        document.liveUse().clear();
        become(ending);
    }
}
