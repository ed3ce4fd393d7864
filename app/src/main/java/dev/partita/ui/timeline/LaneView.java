package dev.partita.ui.timeline;

import dev.partita.ui.chart.HoverCard;
import dev.partita.ui.chart.Plot;
import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

/**
 * The lanes with their ruler: slices on one canvas, what moves on another above it, so that a running cursor does not
 * paint a hundred thousand slices anew.
 */
final class LaneView {
    private final Workspace workspace;
    private final TimelineModel model;
    private final Selection selection;
    private final DoubleProperty scroll = new SimpleDoubleProperty();
    private final ObjectProperty<Optional<Hit>> hovered = new SimpleObjectProperty<>(Optional.empty());
    private final Plot slices;
    private final Plot overlay;
    private final StackPane plots;
    private final HBox view;
    private final HoverCard card;

    LaneView(Workspace workspace, TimelineModel model) {
        this.workspace = workspace;
        this.model = model;
        this.selection = workspace.document().selection();
        this.slices = new Plot(workspace.look(), this::paintSlices);
        this.overlay = new Plot(workspace.look(), this::paintOverlay);
        overlay.setMouseTransparent(true);
        plots = new StackPane(slices, overlay);
        plots.setMinSize(0, 0);
        plots.setId("timeline-lanes");
        plots.setFocusTraversable(true);
        plots.getStyleClass().add("plot-ground");
        plots.setAccessibleRole(AccessibleRole.NODE);
        plots.accessibleTextProperty().bind(workspace.texts().bound("timeline.accessible"));
        card = new HoverCard(plots);
        view = new HBox(plots, scrollBar());
        HBox.setHgrow(plots, Priority.ALWAYS);
        observe();
    }

    private void observe() {
        model.rows().subscribe(slices::repaint);
        model.trial().subscribe(slices::repaint);
        model.criticalPath().subscribe(slices::repaint);
        model.filter().subscribe(slices::repaint);
        model.ofLayers().subscribe(slices::repaint);
        model.axis().subscribe(this::repaintAll);
        scroll.subscribe(this::repaintAll);
        model.area().subscribe(overlay::repaint);
        hovered.subscribe(overlay::repaint);
        selection.cursorSeconds().subscribe(overlay::repaint);
        selection.task().subscribe(slices::repaint);
        selection.device().subscribe(slices::repaint);
        workspace.texts().messages().subscribe(slices::repaint);
    }

    private void repaintAll() {
        slices.repaint();
        overlay.repaint();
    }

    private ScrollBar scrollBar() {
        ScrollBar bar = new ScrollBar();
        bar.setOrientation(Orientation.VERTICAL);
        bar.valueProperty().bindBidirectional(scroll);
        Runnable fit = () -> {
            double most = geometry().mostScroll(model.rows().get());
            bar.setMax(most);
            bar.setVisibleAmount(most > 0 ? most * plots.getHeight() / (most + plots.getHeight()) : 1);
            bar.setVisible(most > 0);
            bar.setManaged(most > 0);
            scroll.set(Math.min(scroll.get(), most));
        };
        model.rows().subscribe(fit);
        plots.heightProperty().subscribe(fit);
        workspace.look().scale().subscribe(fit);
        fit.run();
        return bar;
    }

    private void paintSlices(Plot.Brush brush) {
        new RowsPainter(
                        model,
                        geometry(),
                        workspace.texts().messages().getValue(),
                        brush,
                        selection.task().get(),
                        selection.device().get())
                .paint();
    }

    private void paintOverlay(Plot.Brush brush) {
        OverlayPainter painter = new OverlayPainter(geometry(), brush);
        painter.area(model.area().get());
        hovered.get().ifPresent(painter::hovered);
        painter.cursor(selection.cursorSeconds().get());
    }

    Geometry geometry() {
        return new Geometry(
                plots.getWidth(),
                plots.getHeight(),
                slices.em(),
                scroll.get(),
                model.axis().get());
    }

    /** The slice at a place on the plots, or one close by. */
    Optional<Hit> hit(double x, double y) {
        Geometry geometry = geometry();
        if (x < geometry.gutter() || y < geometry.ruler()) {
            return Optional.empty();
        }
        return row(y).flatMap(row -> model.step(row).flatMap(step -> {
            for (Track track : row.tracks()) {
                int i = track.at(geometry.seconds(x), 2 * geometry.secondsPerPixel());
                if (i >= 0) {
                    return Optional.of(new Hit(row, step, track.entries()[i]));
                }
            }
            return Optional.empty();
        }));
    }

    Optional<Row> row(double y) {
        return model.rows().get().at(geometry().rowHeight(y));
    }

    void scrollBy(double pixels) {
        scroll.set(Math.clamp(
                scroll.get() + pixels, 0, geometry().mostScroll(model.rows().get())));
    }

    /** The pointer is here: says what is under it. */
    void point(double x, double y) {
        Optional<Hit> hit = hit(x, y);
        hovered.set(hit);
        hit.ifPresentOrElse(
                found -> card.show(
                        SliceText.of(found, workspace.texts().messages().getValue()), x, y),
                card::hide);
    }

    /** The pointer is elsewhere, or busy. */
    void leave() {
        hovered.set(Optional.empty());
        card.hide();
    }

    /** What takes mouse and keys. */
    StackPane plots() {
        return plots;
    }

    HBox view() {
        return view;
    }
}
