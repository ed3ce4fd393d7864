package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.RunNote;
import dev.partita.history.RunStore;
import dev.partita.project.ProjectFailure;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.RunProgress;
import dev.partita.workbench.RunDifferences;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The runs of the open project and those of them that are selected. Reads in the background. */
final class RunsModel {
    /** How often the curve of a run under way is read again; it is stored once a second. */
    private static final long CURVE_NANOS = 1_000_000_000L;

    private final Document document;
    private final Executor background;
    private final Executor screen;
    private final Consumer<Throwable> failures;
    private final ReadOnlyObjectWrapper<List<Run>> runs = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Run>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty filter = new SimpleStringProperty("");
    private final Function<Run, String> status;
    private final ReadOnlyObjectWrapper<List<Run>> selected = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<LossCurve>> curves = new ReadOnlyObjectWrapper<>(List.of());
    private OptionalLong liveRun = OptionalLong.empty();
    private long curvesNanos;
    private long newestList;
    private long newestCurves;

    /**
     * @param screen the thread that views live on
     * @param status a run's as people read it
     */
    RunsModel(
            Document document,
            Executor background,
            Executor screen,
            Consumer<Throwable> failures,
            Function<Run, String> status) {
        this.document = document;
        this.background = background;
        this.screen = screen;
        this.failures = failures;
        this.status = status;
        filter.subscribe(this::filterAgain);
        runs.subscribe(this::filterAgain);
        document.runProgress().subscribe(this::follow);
        reload();
    }

    /** All runs, newest first. */
    ReadOnlyObjectProperty<List<Run>> runs() {
        return runs.getReadOnlyProperty();
    }

    /** Those of them that the filter leaves. */
    ReadOnlyObjectProperty<List<Run>> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Words that runs must have to be shown. */
    StringProperty filter() {
        return filter;
    }

    private void filterAgain() {
        RunFilter wanted = RunFilter.of(filter.get());
        shown.set(runs.get().stream()
                .filter(run -> wanted.shows(run, status.apply(run)))
                .toList());
    }

    /** Keeps what the user says of a run. */
    void describe(Run run, RunNote note) {
        read(
                store -> {
                    store.describe(run.id(), note);
                    return true;
                },
                done -> reload());
    }

    /** Those that are compared, oldest first. */
    ReadOnlyObjectProperty<List<Run>> selected() {
        return selected.getReadOnlyProperty();
    }

    /** The losses of the selected runs, in their order; they come a moment after the selection. */
    ReadOnlyObjectProperty<List<LossCurve>> curves() {
        return curves.getReadOnlyProperty();
    }

    /** Where the selected runs differ. */
    RunDifferences differences() {
        return RunDifferences.of(selected.get());
    }

    /** How far this run is, if it is the one under way. */
    Optional<RunProgress> progress(Run run) {
        return document.runProgress().get().filter(now -> now.run().equals(OptionalLong.of(run.id())));
    }

    void select(List<Run> wanted) {
        List<Run> inOrder =
                runs.get().reversed().stream().filter(wanted::contains).toList();
        if (!inOrder.equals(selected.get())) {
            selected.set(inOrder);
            readCurves();
        }
    }

    /** Reads the list again. What was selected stays so. */
    void reload() {
        long request = ++newestList;
        read(store -> store.list().reversed(), found -> {
            if (request == newestList && !found.equals(runs.get())) {
                List<Long> kept = selected.get().stream().map(Run::id).toList();
                runs.set(found);
                select(found.stream().filter(run -> kept.contains(run.id())).toList());
            }
        });
    }

    private void readCurves() {
        long request = ++newestCurves;
        curvesNanos = System.nanoTime();
        List<Run> wanted = selected.get();
        read(store -> wanted.stream().map(run -> LossCurve.read(store, run)).toList(), found -> {
            if (request == newestCurves) {
                curves.set(found);
            }
        });
    }

    private void follow(Optional<RunProgress> progress) {
        OptionalLong live = progress.map(RunProgress::run).orElse(OptionalLong.empty());
        if (!live.equals(liveRun)) {
            liveRun = live;
            reload();
        } else if (live.isPresent()
                && System.nanoTime() - curvesNanos > CURVE_NANOS
                && selected.get().stream().anyMatch(run -> run.id() == live.getAsLong())) {
            readCurves();
        }
    }

    private <T> void read(Function<RunStore, T> reading, Consumer<T> done) {
        later(() -> reading.apply(document.folder().runs()), done);
    }

    /** Finds something in the background and hands it to the screen; a failure is told. */
    <T> void later(Supplier<T> work, Consumer<T> done) {
        background.execute(() -> {
            try {
                T found = work.get();
                screen.execute(() -> done.accept(found));
            } catch (ProjectFailure | IllegalArgumentException | dev.partita.workbench.WorkFailure failure) {
                screen.execute(() -> failures.accept(failure));
            }
        });
    }
}
