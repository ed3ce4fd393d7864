package dev.partita.ui.timeline;

import dev.partita.program.Program;
import dev.partita.program.TaskLayers;
import dev.partita.timeline.Timeline;
import dev.partita.ui.chart.TimeAxis;
import dev.partita.ui.document.Selection;
import java.util.Optional;
import java.util.OptionalInt;

/** What a hand or a key does with the timeline. */
final class TimelineActions {
    private static final double ZOOM = 0.8;
    private static final double PAN = 0.1;

    private final TimelineModel model;
    private final Selection selection;

    TimelineActions(TimelineModel model, Selection selection) {
        this.model = model;
        this.selection = selection;
    }

    void zoomIn(double atSeconds) {
        model.axis().set(axis().zoomed(ZOOM, atSeconds));
    }

    void zoomOut(double atSeconds) {
        model.axis().set(axis().zoomed(1 / ZOOM, atSeconds));
    }

    void pan(int direction) {
        model.axis().set(axis().panned(direction * PAN));
    }

    void panSeconds(double seconds) {
        model.axis().set(axis().panned(seconds / axis().spanSeconds()));
    }

    private TimeAxis axis() {
        return model.axis().get();
    }

    /** To the selected range, else to the selected slice; the whole step if that is in view already or nothing is. */
    void focus() {
        TimeAxis before = axis();
        TimeAxis near = model.area()
                .get()
                .or(this::selectedRange)
                .map(range -> before.focused(range.fromSeconds(), range.toSeconds()))
                .orElse(before);
        model.axis().set(near.equals(before) ? TimeAxis.whole(before.totalSeconds()) : near);
    }

    /** Makes the selected slice the selected range. */
    void mark() {
        selectedRange().ifPresent(range -> model.area().set(Optional.of(range)));
    }

    private Optional<Area> selectedRange() {
        return selectedEntry().map(entry -> new Area(lanes().start(entry), lanes().end(entry)));
    }

    private Optional<Integer> selectedEntry() {
        OptionalInt task = selection.task().get();
        if (task.isEmpty() || model.predicted().get().isEmpty()) {
            return Optional.empty();
        }
        OptionalInt entry = lanes().entryOf(task.getAsInt());
        return entry.isPresent() ? Optional.of(entry.getAsInt()) : Optional.empty();
    }

    private StepLanes lanes() {
        return model.predicted().get().orElseThrow().lanes();
    }

    /** Selects the next or previous slice of the lane, and brings it into view. */
    void step(int direction) {
        if (model.predicted().get().isEmpty() || lanes().tracks().isEmpty()) {
            return;
        }
        Optional<Integer> from = selectedEntry();
        for (Track track : lanes().tracks()) {
            for (int i = 0; i < track.size(); i++) {
                if (from.isEmpty() || track.entries()[i] == from.get()) {
                    int next = from.isEmpty() ? 0 : Math.clamp(i + direction, 0, track.size() - 1);
                    select(track, next);
                    return;
                }
            }
        }
    }

    private void select(Track track, int i) {
        selectTask(model.predicted().get().orElseThrow(), track.entries()[i], track.device());
        TimeAxis axis = axis();
        if (track.starts()[i] < axis.fromSeconds() || track.ends()[i] > axis.toSeconds()) {
            double middle = (axis.fromSeconds() + axis.toSeconds()) / 2;
            panSeconds((track.starts()[i] + track.ends()[i]) / 2 - middle);
        }
    }

    void select(Hit hit) {
        selectTask(hit.step(), hit.entry(), hit.row().device());
    }

    /** A slice of a program other than the predicted one names no task of it. */
    private void selectTask(ShownStep step, int entry, int device) {
        OptionalInt task = step.lanes().task(entry);
        selection.device().set(OptionalInt.of(device));
        Optional<Program> program =
                model.predicted().get().flatMap(ShownStep::timeline).map(Timeline::program);
        if (task.isPresent() && program.isPresent() && sameTasks(step, program.get())) {
            selection.task().set(task);
            selection.reveal(TaskLayers.of(program.get(), task.getAsInt()));
        }
    }

    private static boolean sameTasks(ShownStep step, Program program) {
        return step.timeline()
                .map(timeline -> timeline.program().tasks().taskCount()
                        == program.tasks().taskCount())
                .orElse(true);
    }

    /** Ends what was selected. */
    void clear() {
        model.area().set(Optional.empty());
        selection.task().set(OptionalInt.empty());
        selection.cursorSeconds().set(Double.NaN);
    }

    void cursor(double seconds) {
        selection.cursorSeconds().set(Math.clamp(seconds, 0, axis().totalSeconds()));
    }

    /** Moves the cursor by a share of what is in view. */
    void moveCursor(int direction) {
        double now = selection.cursorSeconds().get();
        cursor((Double.isNaN(now) ? axis().fromSeconds() : now) + direction * axis().spanSeconds() / 100);
    }
}
