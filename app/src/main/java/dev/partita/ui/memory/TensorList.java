package dev.partita.ui.memory;

import dev.partita.hardware.Cluster;
import dev.partita.quantity.Human;
import dev.partita.timeline.LiveTensor;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The largest tensors of a moment. */
final class TensorList {
    private final Texts texts;
    private final TableView<LiveTensor> table = new TableView<>();
    private final VBox view;

    TensorList(Texts texts, MemoryModel model) {
        this.texts = texts;
        table.setId("memory-tensors");
        table.accessibleTextProperty().bind(texts.bound("memory.tensors_spoken"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().addAll("dense", "plot-table");
        table.getColumns().add(column("memory.tensor", 190, this::name));
        table.getColumns()
                .add(column("memory.kind", 90, tensor -> texts.now("memory." + MemoryChart.key(tensor.kind()))));
        table.getColumns().add(column("memory.bytes", 80, tensor -> Human.bytes(tensor.bytes())));
        table.getColumns().add(column("memory.layer", 140, LiveTensor::layer));
        table.getSelectionModel().selectedItemProperty().subscribe(tensor -> {
            if (tensor != null) {
                model.reveal(tensor);
            }
        });
        texts.messages().subscribe(table::refresh);
        model.moment().subscribe(moment -> {
            List<LiveTensor> tensors = moment.map(MemoryModel.Moment::tensors).orElse(List.of());
            if (!table.getItems().equals(tensors)) {
                table.getItems().setAll(tensors);
            }
        });
        view = new VBox(title(model), table);
        VBox.setVgrow(table, Priority.ALWAYS);
        view.getStyleClass().add("memory-tensors");
    }

    private Label title(MemoryModel model) {
        Label title = new Label();
        title.getStyleClass().add("section-title");
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.moment()
                                .get()
                                .map(moment -> Cluster.deviceName(moment.device()) + "   "
                                        + texts.now(
                                                moment.peak() ? "memory.at_peak" : "memory.at_cursor",
                                                Human.seconds(moment.seconds())))
                                .orElse(""),
                        model.moment(),
                        texts.messages()));
        return title;
    }

    private String name(LiveTensor tensor) {
        return tensor.copies() > 1 ? texts.now("memory.copies", tensor.name(), tensor.copies()) : tensor.name();
    }

    private TableColumn<LiveTensor, String> column(String key, double width, Function<LiveTensor, String> text) {
        TableColumn<LiveTensor, String> column = new TableColumn<>();
        column.textProperty().bind(texts.bound(key));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> Bindings.createStringBinding(() -> text.apply(cell.getValue())));
        return column;
    }

    Node view() {
        return view;
    }
}
