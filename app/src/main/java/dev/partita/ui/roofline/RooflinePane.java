package dev.partita.ui.roofline;

import dev.partita.quantity.Human;
import dev.partita.timeline.KernelDot;
import dev.partita.timeline.KernelFamily;
import dev.partita.timeline.Roofline;
import dev.partita.ui.chart.Choice;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.text.Texts;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** Rooflines of the devices in use, and beside them what links carry against what can hide it. */
public final class RooflinePane {
    private final Workspace workspace;
    private final Texts texts;
    private final RooflineModel model;
    private final VBox view;

    public RooflinePane(Workspace workspace) {
        this.workspace = workspace;
        this.texts = workspace.texts();
        model = new RooflineModel(workspace.document(), workspace.notices());
        RooflineChart chart = new RooflineChart(workspace, model);
        HBox.setHgrow(chart.view(), Priority.ALWAYS);
        HBox body = new HBox(chart.view(), new LinkMatrix(workspace, model).view());
        BooleanBinding nothing =
                Bindings.createBooleanBinding(() -> model.rooflines().get().isEmpty(), model.rooflines());
        Label empty = new Label();
        empty.textProperty().bind(texts.bound("roofline.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("empty-state");
        empty.visibleProperty().bind(nothing);
        body.visibleProperty().bind(nothing.not());
        StackPane below = new StackPane(body, empty);
        VBox.setVgrow(below, Priority.ALWAYS);
        view = new VBox(header(), below);
        view.getStyleClass().add("roofline");
    }

    public Node view() {
        return view;
    }

    private HBox header() {
        Label source = new Label();
        source.setId("roofline-source");
        source.textProperty().bind(source());
        source.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(source.textProperty());
        source.setTooltip(whole);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(chooser(), source, space);
        for (KernelFamily family : KernelFamily.values()) {
            header.getChildren().add(legend(family));
        }
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("plot-header");
        return header;
    }

    private Label legend(KernelFamily family) {
        Circle swatch = new Circle(4);
        workspace.look().tokens().subscribe(tokens -> swatch.setFill(RooflineChart.colour(tokens, family)));
        Label label = new Label("", swatch);
        label.textProperty().bind(texts.bound("roofline." + family.name().toLowerCase(Locale.ROOT)));
        label.setMinWidth(Region.USE_PREF_SIZE);
        BooleanBinding used = Bindings.createBooleanBinding(
                () -> model.shown().stream()
                        .flatMap(roofline -> RooflineModel.placed(roofline).stream())
                        .anyMatch(dot -> dot.family() == family),
                model.rooflines(),
                model.chosen());
        label.visibleProperty().bind(used);
        label.managedProperty().bind(used);
        return label;
    }

    private StringBinding source() {
        return Bindings.createStringBinding(
                () -> model.shown().map(this::source).orElse(""), model.rooflines(), model.chosen(), texts.messages());
    }

    private String source(Roofline roofline) {
        String peaks = RooflineChart.names(roofline).entrySet().stream()
                .map(peak -> peak.getValue() + " " + Human.flopsRate(peak.getKey()))
                .collect(Collectors.joining(", "));
        double moving = roofline.dots().stream()
                .filter(dot -> !dot.computes())
                .mapToDouble(KernelDot::secondsPerStep)
                .sum();
        String roofs = texts.now(
                "roofline." + roofline.source().name().toLowerCase(Locale.ROOT),
                Human.bandwidth(roofline.bytesPerSecond()),
                peaks);
        String bars = model.showsMeasured() ? texts.now("roofline.bars") + " " : "";
        return bars + roofs + " " + texts.now("roofline.moves_only", Human.percent(moving / roofline.totalSeconds()));
    }

    private ComboBox<Integer> chooser() {
        ComboBox<Integer> box = Choice.of("roofline-device", texts, "roofline.device", this::name);
        model.rooflines().subscribe(rooflines -> {
            int chosen = Math.clamp(model.chosen().get(), 0, Math.max(0, rooflines.size() - 1));
            box.getItems().setAll(IntStream.range(0, rooflines.size()).boxed().toList());
            box.getSelectionModel().select(chosen);
        });
        box.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0) {
                model.chosen().set(index.intValue());
            }
        });
        return box;
    }

    private String name(int index) {
        return model.rooflines().get().size() <= index
                ? ""
                : texts.now(
                        "roofline.model",
                        model.rooflines().get().get(index).model().name(),
                        model.rooflines().get().get(index).devices().size());
    }
}
