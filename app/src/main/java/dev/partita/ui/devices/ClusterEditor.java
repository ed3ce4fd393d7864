package dev.partita.ui.devices;

import dev.partita.ui.document.Workspace;
import dev.partita.ui.field.ValueField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Fields that change the cluster: its notation, with presets to choose from, and the figures of cards and links. */
final class ClusterEditor {
    private final Workspace workspace;
    private final ClusterModel model;
    private final Map<String, ValueField> fields = new LinkedHashMap<>();
    private final VBox view;

    ClusterEditor(Workspace workspace) {
        this.workspace = workspace;
        this.model = new ClusterModel(workspace.document());
        GridPane grid = new GridPane();
        grid.getStyleClass().add("cluster-fields");
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), values);
        row(grid, ClusterModel.NOTATION);
        row(grid, ClusterModel.MEMORY);
        row(grid, ClusterModel.BANDWIDTH);
        row(grid, ClusterModel.LATENCY);
        view = new VBox(grid, presets());
        view.getStyleClass().add("cluster-editor");
        workspace.document().project().subscribe(ignored -> refresh());
        workspace.texts().messages().subscribe(ignored -> refresh());
    }

    Node view() {
        return view;
    }

    void focus() {
        fields.values().iterator().next().control().requestFocus();
    }

    private void row(GridPane grid, String key) {
        ValueField field = new ValueField(
                workspace.texts(),
                text -> model.refusal(key, text),
                text -> model.set(key, text),
                () -> model.reset(key));
        field.control().setId(key);
        fields.put(key, field);
        Label label = new Label();
        label.getStyleClass().add("device-figure");
        label.textProperty().bind(workspace.texts().bound("devices." + key));
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(field.control());
        grid.addRow(fields.size() - 1, label, field.view());
    }

    private Node presets() {
        MenuButton menu = new MenuButton();
        menu.setId("devices.presets");
        menu.textProperty().bind(workspace.texts().bound("devices.presets"));
        for (String notation : ClusterModel.presets()) {
            MenuItem item = new MenuItem(notation);
            item.setMnemonicParsing(false);
            item.setOnAction(event -> model.set(ClusterModel.NOTATION, notation));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void refresh() {
        fields.forEach((key, field) -> field.show(Optional.of(model.value(key)), model.usual(key)));
    }
}
