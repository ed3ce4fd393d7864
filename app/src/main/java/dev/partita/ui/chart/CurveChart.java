package dev.partita.ui.chart;

import dev.partita.ui.look.Look;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/**
 * Curves over one horizontal axis, with the value under the pointer. Painted on a canvas, for JavaFX's own chart has a
 * node for every point: 16 curves of 10,000 points take it 99 ms a frame.
 */
public final class CurveChart extends Region {
    private static final double INSET = 8;

    private final Look look;
    private final Canvas canvas = new Canvas();
    private final Repaint repaint = new Repaint(canvas, this::paint);
    private final BooleanProperty logarithmic = new SimpleBooleanProperty();
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty empty = new SimpleStringProperty("");
    private final ObjectProperty<OptionalDouble> pointer = new SimpleObjectProperty<>(OptionalDouble.empty());
    private final DoubleFunction<String> horizontal;
    private final DoubleFunction<String> vertical;
    private List<ChartLine> lines = List.of();
    private List<ChartBand> bands = List.of();
    private boolean cutsOutliers;

    /**
     * @param horizontal how x is written
     * @param vertical how y is written
     */
    public CurveChart(Look look, DoubleFunction<String> horizontal, DoubleFunction<String> vertical) {
        this.look = look;
        this.horizontal = horizontal;
        this.vertical = vertical;
        getStyleClass().add("curve-chart");
        getChildren().add(canvas);
        setMinSize(160, 80);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(title);
        canvas.setOnMouseMoved(event -> pointer.set(OptionalDouble.of(event.getX())));
        canvas.setOnMouseExited(event -> pointer.set(OptionalDouble.empty()));
        look.tokens().subscribe(repaint::request);
        look.scale().subscribe(repaint::request);
        pointer.subscribe(repaint::request);
        logarithmic.subscribe(repaint::request);
        title.subscribe(repaint::request);
        empty.subscribe(repaint::request);
    }

    public BooleanProperty logarithmic() {
        return logarithmic;
    }

    /** What the chart shows, above it. */
    public StringProperty title() {
        return title;
    }

    /** What it says while there is no point. */
    public StringProperty empty() {
        return empty;
    }

    /** Lets the few highest points be cut off, so that they do not flatten all others; the axis begins at 0. */
    public void cutOutliers() {
        cutsOutliers = true;
    }

    public void show(List<ChartLine> shown, List<ChartBand> behind) {
        lines = List.copyOf(shown);
        bands = List.copyOf(behind);
        repaint.request();
    }

    /** To be called when curves have grown or the chart may have come into view. */
    public void changed() {
        repaint.request();
    }

    @Override
    protected void layoutChildren() {
        canvas.relocate(INSET, 0);
        canvas.setWidth(Math.max(0, getWidth() - INSET));
        canvas.setHeight(getHeight());
        repaint.request();
    }

    private void paint() {
        new CurvePainter(canvas, look, horizontal, vertical)
                .paint(
                        title.get(),
                        empty.get(),
                        new CurvePainter.Content(lines, bands, logarithmic.get(), cutsOutliers),
                        pointer.get());
    }
}
