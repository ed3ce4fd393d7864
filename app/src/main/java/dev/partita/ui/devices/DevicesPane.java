package dev.partita.ui.devices;

import dev.partita.hardware.Cluster;
import dev.partita.program.BufferKind;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.devices.DeviceRow.OfDevice;
import dev.partita.ui.document.Workspace;
import java.util.OptionalInt;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** All devices of the cluster, with what each holds and carries, and where layers are dropped. */
public final class DevicesPane {
    /** With less height, in legends, the legend leaves its room to the cards. */
    private static final int LEAST_FOR_LEGEND = 4;

    private final Workspace workspace;
    private final DevicesModel model;
    private final ClusterEditor editor;
    private final ToggleButton editing = new ToggleButton();
    private final ListView<DeviceRow> list = new ListView<>();
    private final VBox view;

    public DevicesPane(Workspace workspace) {
        this.workspace = workspace;
        this.model = new DevicesModel(workspace.document(), workspace.drag());
        this.editor = new ClusterEditor(workspace);
        list.setItems(model.rows());
        list.setCellFactory(any -> new DeviceCell(workspace, model));
        list.getStyleClass().add("device-list");
        list.setId("devices.list");
        list.accessibleTextProperty().bind(workspace.texts().bound("devices.title"));
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row instanceof OfDevice device) {
                model.select(device.device());
            }
        });
        workspace.document().selection().device().subscribe(this::follow);
        list.addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
        EdgeScroll.install(list);
        VBox.setVgrow(list, Priority.ALWAYS);
        addCommands();
        editor.view().visibleProperty().bind(editing.selectedProperty());
        editor.view().managedProperty().bind(editing.selectedProperty());
        list.setMinHeight(0);
        FlowPane legend = legend();
        view = new VBox(header(), editor.view(), brushBar(), list, legend);
        legend.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !editing.isSelected()
                                && view.getHeight() > LEAST_FOR_LEGEND * legend.prefHeight(view.getWidth()),
                        editing.selectedProperty(),
                        view.heightProperty(),
                        view.widthProperty()));
        legend.managedProperty().bind(legend.visibleProperty());
        view.getStyleClass().add("devices-pane");
    }

    public Node view() {
        return view;
    }

    /** The predicted step for the status bar, and what it would be while something is tried. */
    public Node status() {
        return new StepStatus(workspace).view();
    }

    private void addCommands() {
        ObservableBooleanValue any = Bindings.createBooleanBinding(
                () -> selected().isPresent(), workspace.document().selection().device());
        add("devices.cluster", Bindings.createBooleanBinding(() -> true), () -> editing.setSelected(true));
        add("devices.select_layers", any, () -> selected().ifPresent(model::selectLayers));
        add("devices.place", any, () -> selected().ifPresent(model::placeSelection));
        add("devices.paint", any, () -> model.brush().set(selected()));
        add("devices.clear", any, () -> selected().ifPresent(model::clear));
    }

    private void add(String id, ObservableBooleanValue available, Runnable action) {
        workspace.commands().add(Command.of(id, MenuGroup.DEVICES, "", available, action));
    }

    private OptionalInt selected() {
        return workspace.document().selection().device().get();
    }

    private Node header() {
        Label title = new Label();
        title.getStyleClass().add("pane-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.textProperty().bind(workspace.texts().bound("devices.title"));
        Label cluster = new Label();
        cluster.getStyleClass().add("device-figure");
        cluster.textProperty()
                .bind(workspace
                        .texts()
                        .bound(
                                "devices.shown_cluster",
                                model.cluster().map(Cluster::name),
                                model.cluster()
                                        .map(found -> found.machines()
                                                .getFirst()
                                                .inside()
                                                .bandwidth())));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        editing.setId("devices.edit");
        editing.setMinWidth(Region.USE_PREF_SIZE);
        editing.getStyleClass().add("devices-edit");
        editing.setGraphic(new FontIcon(MaterialDesignC.COG_OUTLINE));
        editing.accessibleTextProperty().bind(workspace.texts().bound("command.devices.cluster"));
        editing.selectedProperty().subscribe(shown -> {
            if (shown) {
                editor.focus();
            }
        });
        HBox header = new HBox(title, gap, cluster, editing);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("devices-header");
        return header;
    }

    /** Shown while a device is the brush: what that means, and the way out. */
    private Node brushBar() {
        Label sentence = new Label();
        sentence.setWrapText(true);
        sentence.textProperty()
                .bind(workspace
                        .texts()
                        .bound(
                                "devices.painting",
                                model.brush().map(brush -> Cluster.deviceName(Math.max(0, brush.orElse(0))))));
        Button stop = new Button();
        stop.setId("devices.painting.stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.textProperty().bind(workspace.texts().bound("devices.painting.stop"));
        stop.setOnAction(event -> model.brush().set(OptionalInt.empty()));
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox bar = new HBox(sentence, stop);
        bar.getStyleClass().add("devices-brush");
        bar.visibleProperty().bind(model.brush().map(OptionalInt::isPresent));
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private FlowPane legend() {
        FlowPane legend = new FlowPane();
        legend.getStyleClass().add("devices-legend");
        for (BufferKind kind : BufferKind.values()) {
            Region dot = new Region();
            dot.getStyleClass().addAll("legend-dot", MemoryBar.kindStyle(kind));
            Label label = new Label("", dot);
            label.getStyleClass().add("device-figure");
            label.textProperty().bind(workspace.texts().messages().map(words -> words.text(kind.title())));
            legend.getChildren().add(label);
        }
        return legend;
    }

    private void follow(OptionalInt device) {
        device.ifPresent(number -> list.getItems().stream()
                .filter(row -> row.equals(new OfDevice(number)))
                .findFirst()
                .filter(row -> !row.equals(list.getSelectionModel().getSelectedItem()))
                .ifPresent(row -> {
                    list.getSelectionModel().select(row);
                    list.scrollTo(row);
                }));
    }

    private void typed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            selected().ifPresent(event.isShortcutDown() ? model::placeSelection : model::selectLayers);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && model.brush().get().isPresent()) {
            model.brush().set(OptionalInt.empty());
            event.consume();
        }
    }
}
