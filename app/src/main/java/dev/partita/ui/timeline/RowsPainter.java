package dev.partita.ui.timeline;

import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.ui.chart.Plot.Brush;
import dev.partita.ui.chart.Ticks;
import dev.partita.ui.look.DeviceLooks;
import dev.partita.ui.look.Tokens;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Paints ruler, names and slices: all that changes only with the steps and the part in view. */
final class RowsPainter {
    private static final BitSet NONE = new BitSet();

    /** From this width on a slice can have a frame, pixels. */
    private static final double FRAMED = 8;

    private final TimelineModel model;
    private final Geometry geometry;
    private final Messages messages;
    private final GraphicsContext graphics;
    private final Tokens tokens;
    private final Brush brush;
    private final DeviceLooks looks;
    private final OptionalInt selectedTask;
    private final OptionalInt selectedDevice;

    RowsPainter(
            TimelineModel model,
            Geometry geometry,
            Messages messages,
            Brush brush,
            OptionalInt selectedTask,
            OptionalInt selectedDevice) {
        this.model = model;
        this.geometry = geometry;
        this.messages = messages;
        this.graphics = brush.graphics();
        this.tokens = brush.tokens();
        this.brush = brush;
        this.looks = new DeviceLooks(
                model.predicted().get().or(() -> model.measured().get()).stream()
                        .flatMap(step -> step.lanes().groups().stream())
                        .toList(),
                tokens);
        this.selectedTask = selectedTask;
        this.selectedDevice = selectedDevice;
    }

    void paint() {
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        grid();
        graphics.save();
        graphics.beginPath();
        graphics.rect(0, geometry.ruler(), geometry.width(), geometry.height() - geometry.ruler());
        graphics.clip();
        for (Row row : model.rows().get().all()) {
            if (geometry.top(row) < geometry.height() && geometry.top(row) + geometry.height(row) > geometry.ruler()) {
                slices(row);
                name(row);
            }
        }
        graphics.restore();
    }

    private void grid() {
        int most = (int) Math.max(2, geometry.plotWidth() / (6.5 * geometry.em()));
        graphics.setFont(brush.small());
        for (Ticks.Tick tick :
                Ticks.times(geometry.axis().fromSeconds(), geometry.axis().toSeconds(), most)) {
            double x = Math.rint(geometry.x(tick.value())) + 0.5;
            graphics.setStroke(tokens.colour("grid"));
            graphics.strokeLine(x, geometry.ruler() - 4, x, geometry.height());
            graphics.setFill(tokens.colour("muted"));
            graphics.setTextAlign(x < geometry.gutter() + 4 ? TextAlignment.LEFT : TextAlignment.CENTER);
            if (x < geometry.width() - 1.5 * geometry.em()) {
                graphics.fillText(tick.label(), x, geometry.ruler() / 2 - 1);
            }
        }
    }

    private void slices(Row row) {
        Optional<ShownStep> shown = model.step(row);
        if (shown.isEmpty()) {
            return;
        }
        ShownStep step = shown.get();
        graphics.setFill(tokens.colour("grid"));
        graphics.setGlobalAlpha(0.45);
        graphics.fillRect(geometry.gutter(), geometry.top(row), geometry.plotWidth(), geometry.height(row));
        graphics.setGlobalAlpha(1);
        graphics.setTextAlign(TextAlignment.CENTER);
        TrackPainter painter = new TrackPainter(graphics, geometry, new Shades(tokens, looks), brush.small());
        boolean behind = dimmed(row) || (!row.measured() && model.trial().get().isPresent());
        boolean critical = model.criticalPath().get() && step.path().isPresent();
        for (Track track : row.tracks()) {
            painter.paint(track, row, step, entry -> behind || (critical && !step.critical(entry)));
            if (!row.measured()) {
                ghost(row, track);
            }
            marks(row, track, step, critical);
        }
    }

    private String deviceName(Row row) {
        return model.step(row)
                .map(step -> step.lanes().name(row.device()))
                .orElseGet(() -> Cluster.deviceName(row.device()));
    }

    private boolean dimmed(Row row) {
        String name = (deviceName(row) + " " + row.part() + " " + title(row)).toLowerCase(Locale.ROOT);
        for (String word : model.filter().get().toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
            if (!name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** The same lane where the drag under way would lead, as outlines. */
    private void ghost(Row row, Track track) {
        model.trial()
                .get()
                .flatMap(step -> step.lanes().track(track.device(), track.lane()))
                .ifPresent(tried -> {
                    graphics.setStroke(looks.colour(row.device()));
                    outline(row, tried);
                });
    }

    private void marks(Row row, Track track, ShownStep step, boolean critical) {
        for (int i = track.firstEndingAfter(geometry.axis().fromSeconds());
                critical
                        && i < track.size()
                        && track.starts()[i] < geometry.axis().toSeconds();
                i++) {
            if (step.critical(track.entries()[i])) {
                graphics.setFill(tokens.colour("accent"));
                double left = Math.max(geometry.gutter(), geometry.x(track.starts()[i]));
                double right = geometry.x(track.ends()[i]);
                graphics.fillRect(left, geometry.top(row) + geometry.height(row) - 2, Math.max(1, right - left), 2);
            }
        }
        ofLayers(row, track, model.ofLayers().get().getOrDefault(step, NONE));
        int selected = selected(track, step.lanes());
        if (selected >= 0 && geometry.x(track.ends()[selected]) > geometry.gutter()) {
            graphics.setStroke(tokens.colour("text"));
            frame(row, track, selected, 2);
        }
    }

    /** Frames what works for a selected layer; what is too narrow for a frame gets a line above it. */
    private void ofLayers(Row row, Track track, BitSet marked) {
        graphics.setFill(tokens.colour("accent"));
        graphics.setStroke(tokens.colour("accent"));
        for (int i = track.firstEndingAfter(geometry.axis().fromSeconds());
                !marked.isEmpty()
                        && i < track.size()
                        && track.starts()[i] < geometry.axis().toSeconds();
                i++) {
            double left = Math.max(geometry.gutter(), geometry.x(track.starts()[i]));
            double right = geometry.x(track.ends()[i]);
            if (marked.get(track.entries()[i]) && right > left) {
                if (right - left >= FRAMED) {
                    frame(row, track, i, 2);
                } else {
                    graphics.fillRect(left, geometry.top(row), Math.max(1, right - left), 2);
                }
            }
        }
    }

    /** The slice of the selected task; -1 if it is not on this track. */
    private int selected(Track track, StepLanes lanes) {
        OptionalInt entry = selectedTask.isPresent() ? lanes.entryOf(selectedTask.getAsInt()) : OptionalInt.empty();
        if (entry.isEmpty()) {
            return -1;
        }
        int i = track.firstEndingAfter(lanes.start(entry.getAsInt()));
        return i < track.size() && lanes.task(track.entries()[i]).equals(selectedTask) ? i : -1;
    }

    private void outline(Row row, Track track) {
        double last = Double.NEGATIVE_INFINITY;
        for (int i = track.firstEndingAfter(geometry.axis().fromSeconds());
                i < track.size() && track.starts()[i] < geometry.axis().toSeconds();
                i++) {
            if (geometry.x(track.ends()[i]) - last >= 2) {
                frame(row, track, i, 1);
                last = geometry.x(track.ends()[i]);
            }
        }
    }

    private void frame(Row row, Track track, int i, double thickness) {
        double left = Math.max(geometry.gutter(), Math.rint(geometry.x(track.starts()[i])));
        double right = Math.min(geometry.width(), Math.rint(geometry.x(track.ends()[i])));
        graphics.setLineWidth(thickness);
        graphics.strokeRoundRect(
                left + thickness / 2,
                geometry.top(row) + thickness / 2,
                Math.max(1, right - left - 1 - thickness),
                geometry.height(row) - thickness,
                4,
                4);
        graphics.setLineWidth(1);
    }

    private String title(Row row) {
        return switch (row.part()) {
            case COMPUTE -> messages.text(row.measured() ? "timeline.measured" : "timeline.compute");
            case SEND -> messages.text("timeline.send");
            case RECEIVE -> messages.text("timeline.receive");
            case MESSAGES -> messages.text("timeline.messages");
        };
    }

    private void name(Row row) {
        double middle = geometry.top(row) + geometry.height(row) / 2;
        double em = geometry.em();
        graphics.setTextAlign(TextAlignment.LEFT);
        if (row.first()) {
            disclosure(row, middle);
            graphics.setFill(looks.colour(row.device()));
            graphics.fillRoundRect(1.1 * em, middle - 0.33 * em, 0.66 * em, 0.66 * em, 3, 3);
            boolean selected = selectedDevice.equals(OptionalInt.of(row.device()));
            graphics.setFill(tokens.colour(selected ? "accent" : "text"));
            graphics.setFont(brush.text());
            graphics.fillText(deviceName(row), 2.1 * em, middle, geometry.gutter() - 2.4 * em);
        } else if (geometry.height(row) >= 0.8 * em) {
            graphics.setFill(tokens.colour("muted"));
            graphics.setFont(brush.small());
            graphics.fillText(title(row), 2.1 * em, middle, geometry.gutter() - 2.4 * em);
        }
    }

    /** The triangle that tells whether messages are unfolded. */
    private void disclosure(Row row, double middle) {
        double size = 0.25 * geometry.em();
        double x = 0.55 * geometry.em();
        graphics.setFill(tokens.colour("muted"));
        if (model.unfolded(row.device())) {
            graphics.fillPolygon(
                    new double[] {x - size, x + size, x},
                    new double[] {middle - size / 2, middle - size / 2, middle + size},
                    3);
        } else {
            graphics.fillPolygon(
                    new double[] {x - size / 2, x - size / 2, x + size},
                    new double[] {middle - size, middle + size, middle},
                    3);
        }
    }
}
