package dev.partita.ui.plans;

import dev.partita.checks.PlanComparison.Move;
import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.plan.LayerPatterns;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.plans.CompareModel.Compared;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The layers that the plans put on different devices; choosing an entry selects them on the canvas. */
final class MoveList {
    private final Workspace workspace;
    private final ListView<Move> list = new ListView<>();
    private final VBox view;

    MoveList(Workspace workspace, CompareModel compare) {
        this.workspace = workspace;
        list.setId("plans.moves");
        list.getStyleClass().add("plain-list");
        list.setCellFactory(any -> new MoveCell());
        list.accessibleTextProperty().bind(workspace.texts().bound("plans.elsewhere"));
        Label same = new Label();
        same.textProperty().bind(workspace.texts().bound("plans.no_moves"));
        same.getStyleClass().add("muted");
        list.setPlaceholder(same);
        list.setOnMouseClicked(event -> reveal());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                reveal();
            }
        });
        Label title = new Label();
        title.textProperty().bind(workspace.texts().bound("plans.elsewhere"));
        title.getStyleClass().add("section-title");
        Label hint = new Label();
        hint.textProperty()
                .bind(workspace.texts().bound("plans.outlined", compare.other().map(name -> name.orElse(""))));
        hint.getStyleClass().addAll("muted", "small");
        hint.setWrapText(true);
        VBox.setVgrow(list, Priority.ALWAYS);
        view = new VBox(6, title, list, hint);
        view.setMinWidth(0);
        compare.compared()
                .subscribe(found ->
                        list.getItems().setAll(found.map(Compared::moves).orElse(List.of())));
        workspace.texts().messages().subscribe(list::refresh);
    }

    Node view() {
        return view;
    }

    private void reveal() {
        Move chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            workspace.document().selection().reveal(chosen.layers());
        }
    }

    private final class MoveCell extends ListCell<Move> {
        @Override
        protected void updateItem(@Nullable Move move, boolean empty) {
            super.updateItem(move, empty);
            if (empty || move == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            ModelGraph graph = workspace.document().plan().get().graph();
            Label layers = new Label(String.join(", ", LayerPatterns.of(graph, move.layers())));
            layers.setMinWidth(0);
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Label count = new Label(
                    workspace.texts().now("plans.layers", move.layers().size()));
            count.getStyleClass().addAll("muted", "small");
            Label from = new Label(where(move.from()) + " →");
            Label to = new Label(where(move.to()), swatch(move.to()));
            from.setMinWidth(Region.USE_PREF_SIZE);
            to.setMinWidth(Region.USE_PREF_SIZE);
            count.setMinWidth(Region.USE_PREF_SIZE);
            HBox row = new HBox(8, layers, count, space, from, to);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMinWidth(0);
            row.setPrefWidth(0);
            setGraphic(row);
            setAccessibleText(layers.getText() + ": " + from.getText() + " " + to.getText());
        }

        private String where(List<Integer> devices) {
            return devices.isEmpty()
                    ? workspace.texts().now("place.nowhere")
                    : devices.stream().map(Cluster::deviceName).collect(Collectors.joining(", "));
        }

        /** The colour of the first of some devices. */
        private @Nullable Node swatch(List<Integer> devices) {
            Optional<Integer> first = devices.stream().findFirst();
            if (first.isEmpty()) {
                return null;
            }
            Region swatch = new Region();
            swatch.getStyleClass().addAll("plans-swatch", "plans-device-" + first.get() % 8);
            return swatch;
        }
    }
}
