package dev.partita.ui.timeline;

import dev.partita.checks.Evaluation;
import dev.partita.history.Run;
import dev.partita.history.RunStore;
import dev.partita.history.TaskInterval;
import dev.partita.history.TimelineOrigin;
import dev.partita.program.Program;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.Timeline;
import dev.partita.ui.chart.TimeAxis;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Notices;
import dev.partita.ui.task.Latest;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.StoredRun;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the timeline shows: the steps, the part of them in view, what is selected. */
final class TimelineModel {
    /** Chosen in place of a run: the trace of another system. */
    static final long TRACE = -1;

    /** A step of another system, from a file. */
    record OpenedTrace(String name, List<TaskInterval> tasks) {}

    /** With more devices than this, send and receive start folded. */
    private static final int UNFOLDED_AT_FIRST = 4;

    private final Document document;
    private final LocalRuntime runtime;
    private final Latest predictions;
    private final Latest measurements;
    private final Latest trials;
    private final Latest sums;
    private final Latest marks;
    private final ReadOnlyObjectWrapper<Optional<ShownStep>> predicted = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ShownStep>> measured = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ShownStep>> trial = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper trialRefused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Rows> rows = new ReadOnlyObjectWrapper<>(Rows.NONE);
    private final ReadOnlyObjectWrapper<Map<ShownStep, BitSet>> ofLayers = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<List<AreaTotal>> totals = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<TimeAxis> axis = new SimpleObjectProperty<>(TimeAxis.EMPTY);
    private final ObjectProperty<Optional<Area>> area = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<OptionalLong> run = new SimpleObjectProperty<>(OptionalLong.empty());
    private final ReadOnlyObjectWrapper<Optional<OpenedTrace>> trace = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty criticalPath = new SimpleBooleanProperty();
    private final StringProperty filter = new SimpleStringProperty("");
    private final Set<Integer> unfolded = new HashSet<>();

    TimelineModel(Document document, LocalRuntime runtime, Notices notices) {
        this.document = document;
        this.runtime = runtime;
        this.predictions = new Latest("timeline", notices::fail);
        this.measurements = new Latest("timeline-measured", notices::fail);
        this.trials = new Latest("timeline-trial", notices::fail);
        this.sums = new Latest("timeline-totals", notices::fail);
        this.marks = new Latest("timeline-layers", notices::fail);
        document.evaluation().subscribe(this::predict);
        document.measured().subscribe(this::measure);
        run.subscribe(this::measure);
        document.trial().subscribe(this::deriveTrial);
        area.subscribe(this::sumUp);
        predicted.subscribe(this::sumUp);
        measured.subscribe(this::sumUp);
        document.selection().layers().subscribe(this::markLayers);
        predicted.subscribe(this::markLayers);
        measured.subscribe(this::markLayers);
        predict();
        measure();
    }

    private void predict() {
        Optional<Timeline> prediction = timeline(document.evaluation().get());
        predictions.request(() -> prediction.map(ShownStep::of), found -> {
            boolean first = predicted.get().isEmpty();
            predicted.set(found);
            if (first) {
                found.map(step -> step.lanes().devices())
                        .filter(devices -> devices.size() <= UNFOLDED_AT_FIRST)
                        .ifPresent(unfolded::addAll);
            }
            arrange();
            if (run.get().isPresent()) {
                measure();
            }
        });
    }

    private static Optional<Timeline> timeline(Optional<Evaluation> evaluation) {
        return evaluation.flatMap(Evaluation::simulation).map(Simulation::timeline);
    }

    private void measure() {
        Optional<Timeline> taken = document.measured().get();
        Optional<Program> program = predicted.get().flatMap(ShownStep::timeline).map(Timeline::program);
        OptionalLong kept = run.get();
        RunStore runs = document.folder().runs();
        measurements.request(() -> chosen(kept, runs, program, taken), found -> {
            measured.set(found);
            document.compare(found.flatMap(ShownStep::timeline));
            arrange();
        });
    }

    private Optional<ShownStep> chosen(
            OptionalLong kept, RunStore runs, Optional<Program> program, Optional<Timeline> taken) {
        if (kept.isEmpty()) {
            return taken.map(ShownStep::of);
        }
        return kept.getAsLong() == TRACE
                ? trace.get().map(opened -> ShownStep.of(opened.tasks(), Optional.empty()))
                : remembered(runs, kept.getAsLong(), program);
    }

    /** Shows a step of another system in place of a measured one. */
    void show(OpenedTrace opened) {
        trace.set(Optional.of(opened));
        if (run.get().equals(OptionalLong.of(TRACE))) {
            measure();
        } else {
            run.set(OptionalLong.of(TRACE));
        }
    }

    /** The trace of another system that was opened last. */
    ReadOnlyObjectProperty<Optional<OpenedTrace>> trace() {
        return trace.getReadOnlyProperty();
    }

    /** With its program where this version still compiles it so; else what was kept, names and times only. */
    private Optional<ShownStep> remembered(RunStore runs, long number, Optional<Program> program) {
        Optional<Timeline> step =
                runs.get(number).flatMap(kept -> StoredRun.timeline(runs, kept, TimelineOrigin.MEASURED, runtime));
        if (step.isPresent()) {
            return step.map(ShownStep::of);
        }
        List<TaskInterval> kept = runs.timeline(number, TimelineOrigin.MEASURED);
        return kept.isEmpty() ? Optional.empty() : Optional.of(ShownStep.of(kept, program));
    }

    private void deriveTrial() {
        Optional<Timeline> tried = timeline(document.trial().get());
        trialRefused.set(document.trial().get().isPresent() && tried.isEmpty());
        trials.request(() -> tried.map(ShownStep::of), found -> {
            trial.set(found);
            fitLength();
        });
    }

    private void arrange() {
        rows.set(new Rows(predicted.get().map(ShownStep::lanes), measured.get().map(ShownStep::lanes), unfolded));
        fitLength();
    }

    private void fitLength() {
        double longest = Stream.of(predicted, measured, trial)
                .flatMap(step -> step.get().stream())
                .mapToDouble(step -> step.lanes().stepSeconds())
                .max()
                .orElse(1);
        axis.set(axis.get().withTotal(longest));
    }

    private void sumUp() {
        Optional<Area> selected = area.get();
        if (selected.isEmpty()) {
            sums.request(() -> List.<AreaTotal>of(), totals::set);
            return;
        }
        Area range = selected.get();
        Optional<ShownStep> prediction = predicted.get();
        Optional<ShownStep> step = measured.get();
        sums.request(
                () -> Stream.concat(totals(prediction, range, false), totals(step, range, true))
                        .toList(),
                totals::set);
    }

    private void markLayers() {
        Set<String> layers = document.selection().layers().get();
        Optional<Program> program = predicted.get().flatMap(ShownStep::timeline).map(Timeline::program);
        List<ShownStep> steps = Stream.of(predicted, measured)
                .flatMap(step -> step.get().stream())
                .toList();
        marks.request(
                () -> steps.stream()
                        .collect(Collectors.toMap(
                                step -> step,
                                step -> LayerSlices.of(
                                        step.lanes(),
                                        step.timeline().map(Timeline::program).or(() -> program),
                                        layers),
                                (one, same) -> one)),
                ofLayers::set);
    }

    private static Stream<AreaTotal> totals(Optional<ShownStep> step, Area range, boolean measured) {
        return step.stream()
                .flatMap(shown -> shown.between(range.fromSeconds(), range.toSeconds()).stream())
                .map(use -> new AreaTotal(use, measured, range.seconds()));
    }

    /** Shows or folds away the send and receive lanes of a device. */
    void toggle(int device) {
        if (!unfolded.remove(device)) {
            unfolded.add(device);
        }
        arrange();
    }

    boolean unfolded(int device) {
        return unfolded.contains(device);
    }

    /** Runs whose measured step can be shown, newest first; reads the project's database. */
    List<Run> runs() {
        return document.folder().runs().list().reversed();
    }

    ReadOnlyObjectProperty<Optional<ShownStep>> predicted() {
        return predicted.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ShownStep>> measured() {
        return measured.getReadOnlyProperty();
    }

    /** Where a drag would lead. */
    ReadOnlyObjectProperty<Optional<ShownStep>> trial() {
        return trial.getReadOnlyProperty();
    }

    /** True while the drag would lead to a plan that does not compile. */
    ReadOnlyBooleanProperty trialRefused() {
        return trialRefused.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Rows> rows() {
        return rows.getReadOnlyProperty();
    }

    /** By step, the slices that work for a selected layer. */
    ReadOnlyObjectProperty<Map<ShownStep, BitSet>> ofLayers() {
        return ofLayers.getReadOnlyProperty();
    }

    /** Per device what the selected range amounts to; empty without one. */
    ReadOnlyObjectProperty<List<AreaTotal>> totals() {
        return totals.getReadOnlyProperty();
    }

    ObjectProperty<TimeAxis> axis() {
        return axis;
    }

    ObjectProperty<Optional<Area>> area() {
        return area;
    }

    /** The run whose measured step is shown; empty for that of this session. */
    ObjectProperty<OptionalLong> run() {
        return run;
    }

    BooleanProperty criticalPath() {
        return criticalPath;
    }

    /** Words; rows that lack one of them are dimmed. */
    StringProperty filter() {
        return filter;
    }

    Optional<ShownStep> step(Row row) {
        return row.measured() ? measured.get() : predicted.get();
    }
}
