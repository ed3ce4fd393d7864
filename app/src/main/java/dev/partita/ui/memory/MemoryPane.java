package dev.partita.ui.memory;

import dev.partita.hardware.Cluster;
import dev.partita.program.BufferKind;
import dev.partita.ui.chart.Choice;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Memory over the step: one chart per device in view, and the tensors of a moment. */
public final class MemoryPane {
    private static final int MOST_COLUMNS = 4;
    private static final double LEAST_HEIGHT = 120;

    private final Workspace workspace;
    private final Texts texts;
    private final MemoryModel model;
    private final GridPane charts = new GridPane();
    private final List<MemoryChart> shown = new ArrayList<>();
    private final VBox view;

    public MemoryPane(Workspace workspace) {
        this.workspace = workspace;
        this.texts = workspace.texts();
        model = new MemoryModel(workspace.document(), workspace.notices());
        charts.getStyleClass().add("memory-charts");
        ScrollPane scroll = new ScrollPane(charts);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("edge-to-edge");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox body = new HBox(scroll, new TensorList(texts, model).view());
        Label empty = new Label();
        empty.textProperty().bind(texts.bound("memory.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("empty-state");
        empty.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> model.devices().get().isEmpty(), model.devices()));
        body.visibleProperty().bind(empty.visibleProperty().not());
        StackPane below = new StackPane(body, empty);
        VBox.setVgrow(below, Priority.ALWAYS);
        view = new VBox(header(), below);
        view.getStyleClass().add("memory");
        model.series().subscribe(this::arrange);
        workspace.document().selection().cursorSeconds().subscribe(() -> shown.forEach(MemoryChart::repaintCursor));
        texts.messages().subscribe(() -> shown.forEach(MemoryChart::repaint));
    }

    public Node view() {
        return view;
    }

    /** At most four in a row; with more rows than fit, they scroll. */
    private void arrange(List<MemoryModel.DeviceSeries> series) {
        if (series.size() == shown.size()) {
            for (int i = 0; i < series.size(); i++) {
                shown.get(i).show(series.get(i));
            }
            return;
        }
        shown.clear();
        charts.getChildren().clear();
        charts.getColumnConstraints().clear();
        charts.getRowConstraints().clear();
        int columns = Math.min(MOST_COLUMNS, (int) Math.ceil(Math.sqrt(series.size())));
        for (int i = 0; i < series.size(); i++) {
            MemoryChart chart = new MemoryChart(workspace, model, series.get(i));
            shown.add(chart);
            chart.view().setMinHeight(LEAST_HEIGHT);
            charts.add(chart.view(), i % columns, i / columns);
            GridPane.setHgrow(chart.view(), Priority.ALWAYS);
            GridPane.setVgrow(chart.view(), Priority.ALWAYS);
        }
        for (int column = 0; column < columns; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / columns);
            charts.getColumnConstraints().add(constraints);
        }
        int rows = columns == 0 ? 0 : (series.size() + columns - 1) / columns;
        for (int row = 0; row < rows; row++) {
            RowConstraints constraints = new RowConstraints();
            constraints.setPercentHeight(100.0 / rows);
            charts.getRowConstraints().add(constraints);
        }
    }

    private HBox header() {
        Label about = new Label();
        about.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.now(model.showsMeasured() ? "memory.about_measured" : "memory.about"),
                        model.series(),
                        texts.messages()));
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(about.textProperty());
        about.setTooltip(whole);
        about.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(chooser(), about, space);
        for (BufferKind kind : BufferKind.values()) {
            header.getChildren().add(legend(kind));
        }
        header.getChildren().add(measuredLegend());
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("plot-header");
        return header;
    }

    private Label measuredLegend() {
        Region line = new Region();
        line.getStyleClass().add("memory-measured");
        Label label = new Label("", line);
        label.textProperty().bind(texts.bound("memory.measured"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.visibleProperty().bind(Bindings.createBooleanBinding(model::showsMeasured, model.series()));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private Label legend(BufferKind kind) {
        String key = MemoryChart.key(kind);
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", "swatch-" + key);
        Label label = new Label("", swatch);
        label.textProperty().bind(texts.bound("memory." + key));
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private ComboBox<OptionalInt> chooser() {
        ComboBox<OptionalInt> box = Choice.of(
                "memory-device",
                texts,
                "memory.device",
                device -> device.isPresent() ? Cluster.deviceName(device.getAsInt()) : texts.now("memory.all_devices"));
        model.devices().subscribe(devices -> {
            OptionalInt chosen = model.device().get();
            box.getItems()
                    .setAll(Stream.concat(
                                    Stream.of(OptionalInt.empty()),
                                    devices.stream().map(OptionalInt::of))
                            .toList());
            box.setValue(chosen);
        });
        box.valueProperty().subscribe(chosen -> {
            if (chosen != null) {
                model.device().set(chosen);
            }
        });
        model.device().subscribe(box::setValue);
        return box;
    }
}
