package dev.partita.ui.memory;

import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.program.BufferKind;
import dev.partita.quantity.Human;
import dev.partita.timeline.LiveTensor;
import dev.partita.timeline.MemoryOverTime;
import dev.partita.ui.chart.HoverCard;
import dev.partita.ui.chart.Plot;
import dev.partita.ui.chart.Ticks;
import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.memory.MemoryModel.DeviceSeries;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** One device: bands of what is live over the step, a line for what is reserved and one for what there is. */
final class MemoryChart {
    private static final double HEADROOM = 1.15;

    private final Workspace workspace;
    private final MemoryModel model;
    private final Selection selection;
    private final Plot bands;
    private final Plot overlay;
    private final StackPane view;
    private final HoverCard card;
    private final MeasuredLine measured;
    private DeviceSeries series;
    private @Nullable Stack stack;

    MemoryChart(Workspace workspace, MemoryModel model, DeviceSeries series) {
        this.workspace = workspace;
        this.model = model;
        this.series = series;
        this.selection = workspace.document().selection();
        this.bands = new Plot(workspace.look(), this::paintBands);
        this.overlay = new Plot(workspace.look(), this::paintCursor);
        overlay.setMouseTransparent(true);
        view = new StackPane(bands, overlay);
        view.setMinSize(0, 0);
        view.getStyleClass().add("plot-ground");
        view.setFocusTraversable(true);
        view.accessibleTextProperty().bind(workspace.texts().bound("memory.accessible"));
        card = new HoverCard(view);
        measured = new MeasuredLine(workspace.texts(), this::x, this::y);
        view.setOnMouseMoved(this::hover);
        view.setOnMouseExited(event -> card.hide());
        view.setOnMousePressed(this::press);
        view.setOnMouseDragged(event -> moveCursor(seconds(event.getX())));
        view.setOnKeyPressed(this::key);
    }

    StackPane view() {
        return view;
    }

    /** Shows a device, or the same one anew. */
    void show(DeviceSeries next) {
        series = next;
        stack = null;
        bands.repaint();
        overlay.repaint();
    }

    void repaintCursor() {
        overlay.repaint();
    }

    void repaint() {
        bands.repaint();
    }

    // ---- places --------------------------------------------------------------------------------------------------

    private double left() {
        return Math.rint(5 * bands.em());
    }

    private double top() {
        return Math.rint(1.7 * bands.em());
    }

    private double bottom() {
        return view.getHeight() - Math.rint(1.6 * bands.em());
    }

    private double plotWidth() {
        return Math.max(1, view.getWidth() - left() - 0.5 * bands.em());
    }

    private double y(double bytes) {
        return bottom() - bytes / (series.topBytes() * HEADROOM) * (bottom() - top());
    }

    private double bytesAt(double y) {
        return (bottom() - y) / (bottom() - top()) * series.topBytes() * HEADROOM;
    }

    private double seconds(double x) {
        return Math.clamp((x - left()) / plotWidth(), 0, 1) * series.spanSeconds();
    }

    private double x(double seconds) {
        return left() + seconds / series.spanSeconds() * plotWidth();
    }

    // ---- painting ------------------------------------------------------------------------------------------------

    private void paintBands(Plot.Brush brush) {
        GraphicsContext graphics = brush.graphics();
        graphics.setTextBaseline(VPos.CENTER);
        axes(brush);
        int columns = (int) plotWidth();
        if (stack == null || stack.columns() != columns) {
            stack = new Stack(series.memory(), series.spanSeconds(), columns);
        }
        for (int column = 0; column < columns; column++) {
            double below = bottom();
            for (BufferKind kind : Stack.BOTTOM_UP) {
                double top = y(stack.top(kind, column));
                if (below - top > 0) {
                    graphics.setFill(brush.tokens().colour(key(kind)));
                    graphics.fillRect(left() + column, top, 1, below - top);
                }
                below = top;
            }
        }
        series.measured().ifPresent(step -> measured.paint(brush, step));
        line(brush, series.memory().reservedBytes(), "muted", "memory.reserved", true);
        if (!series.roomy()) {
            line(brush, series.capacityBytes(), series.over() ? "error" : "text", "memory.capacity", false);
        }
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setFont(brush.small());
        graphics.setFill(brush.tokens().colour(series.over() ? "error" : "text"));
        graphics.fillText(summary(), left(), top() / 2, plotWidth());
    }

    static String key(BufferKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** True if there is room for little more than the bands. */
    private boolean compact() {
        return view.getHeight() < 13 * bands.em() || view.getWidth() < 32 * bands.em();
    }

    private String summary() {
        MemoryOverTime memory = series.memory();
        Messages messages = workspace.texts().messages().getValue();
        String live = Human.bytes(memory.liveBytes(memory.peak()));
        String device = Cluster.deviceName(memory.device());
        if (compact()) {
            return messages.text(
                    "memory.compact", device, Human.bytes(memory.reservedBytes()), Human.bytes(series.capacityBytes()));
        }
        return series.over()
                ? messages.text(
                        "memory.summary_over",
                        device,
                        live,
                        Human.seconds(series.peakSeconds()),
                        Human.bytes(memory.reservedBytes()),
                        Human.bytes(memory.reservedBytes() - series.capacityBytes()),
                        Human.bytes(series.capacityBytes()))
                : messages.text(
                        "memory.summary",
                        device,
                        live,
                        Human.seconds(series.peakSeconds()),
                        Human.bytes(memory.reservedBytes()),
                        Human.bytes(series.capacityBytes()));
    }

    private void axes(Plot.Brush brush) {
        GraphicsContext graphics = brush.graphics();
        graphics.setFont(brush.small());
        graphics.setStroke(brush.tokens().colour("grid"));
        graphics.setFill(brush.tokens().colour("muted"));
        graphics.setTextAlign(TextAlignment.RIGHT);
        int most = (int) Math.max(1, (bottom() - top()) / (2.2 * brush.em()));
        for (double bytes : Ticks.bytes(series.topBytes() * HEADROOM, most)) {
            double y = Math.rint(y(bytes)) + 0.5;
            graphics.strokeLine(left(), y, left() + plotWidth(), y);
            graphics.fillText(Human.bytes((long) bytes), left() - 0.5 * brush.em(), y);
        }
        graphics.setTextAlign(TextAlignment.CENTER);
        int times = (int) Math.max(2, plotWidth() / (6.5 * brush.em()));
        for (Ticks.Tick tick : Ticks.times(0, series.spanSeconds(), times)) {
            double x = Math.rint(x(tick.value())) + 0.5;
            if (x < view.getWidth() - 1.5 * brush.em()) {
                graphics.fillText(tick.label(), x, bottom() + 0.8 * brush.em());
            }
        }
    }

    private void line(Plot.Brush brush, long bytes, String colour, String key, boolean dashed) {
        GraphicsContext graphics = brush.graphics();
        double y = Math.rint(y(bytes)) + 0.5;
        graphics.setStroke(brush.tokens().colour(colour));
        graphics.setFill(brush.tokens().colour(colour));
        if (dashed) {
            graphics.setLineDashes(4, 3);
        }
        graphics.strokeLine(left(), y, left() + plotWidth(), y);
        graphics.setLineDashes();
        if (!compact()) {
            graphics.setTextAlign(TextAlignment.RIGHT);
            graphics.fillText(workspace.texts().now(key), left() + plotWidth() - 4, y - 0.6 * brush.em());
        }
    }

    private void paintCursor(Plot.Brush brush) {
        double cursor = selection.cursorSeconds().get();
        if (Double.isNaN(cursor) || cursor > series.spanSeconds()) {
            return;
        }
        GraphicsContext graphics = brush.graphics();
        graphics.setStroke(brush.tokens().colour("text"));
        graphics.setLineDashes(3, 3);
        double x = Math.rint(x(cursor)) + 0.5;
        graphics.strokeLine(x, top(), x, bottom());
        graphics.setLineDashes();
    }

    // ---- the hand ------------------------------------------------------------------------------------------------

    private void hover(MouseEvent event) {
        if (event.getX() < left()) {
            card.hide();
            return;
        }
        MemoryOverTime memory = series.memory();
        double time = seconds(event.getX());
        int moment = memory.momentAt(time);
        StringBuilder text = new StringBuilder(
                workspace.texts().now("memory.moment", Human.seconds(time), Human.bytes(memory.liveBytes(moment))));
        for (BufferKind kind : BufferKind.values()) {
            text.append('\n')
                    .append(workspace.texts().now("memory." + key(kind)))
                    .append("  ")
                    .append(Human.bytes(memory.liveBytes(moment, kind)));
        }
        series.measured().ifPresent(step -> text.append('\n').append(measured.words(step, time)));
        card.show(text.toString(), event.getX(), event.getY());
    }

    /** Moves the cursor there and shows the layer of the band's largest tensor. */
    private void press(MouseEvent event) {
        view.requestFocus();
        if (event.getX() < left()) {
            return;
        }
        double time = seconds(event.getX());
        moveCursor(time);
        band(event)
                .ifPresent(kind -> series.memory().tensors(series.memory().momentAt(time)).stream()
                        .filter(tensor ->
                                tensor.kind() == kind && !tensor.layer().isEmpty())
                        .findFirst()
                        .ifPresent((LiveTensor tensor) -> model.reveal(tensor)));
    }

    private Optional<BufferKind> band(MouseEvent event) {
        int column = (int) (event.getX() - left());
        return stack == null || column < 0 || column >= stack.columns()
                ? Optional.empty()
                : stack.at(column, bytesAt(event.getY()));
    }

    private void moveCursor(double seconds) {
        selection.cursorSeconds().set(seconds);
    }

    private void key(KeyEvent event) {
        double now = selection.cursorSeconds().get();
        double from = Double.isNaN(now) ? series.peakSeconds() : now;
        double step = series.spanSeconds() / 100;
        if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
            double moved = from + (event.getCode() == KeyCode.LEFT ? -step : step);
            moveCursor(Math.clamp(moved, 0, series.spanSeconds()));
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            moveCursor(Double.NaN);
            event.consume();
        }
    }
}
