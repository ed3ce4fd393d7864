package dev.partita.ui.timeline;

import dev.partita.hardware.Cluster;
import dev.partita.quantity.Human;
import dev.partita.timeline.DeviceUse;
import dev.partita.ui.text.Texts;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What the selected range amounts to, device by device. */
final class AreaTable {
    private final Texts texts;
    private final TableView<AreaTotal> table = new TableView<>();
    private final VBox view;

    AreaTable(Texts texts, TimelineModel model) {
        this.texts = texts;
        table.setId("timeline-totals");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().addAll("dense", "plot-table");
        table.getColumns().add(column("use.device", 110, this::name));
        table.getColumns().add(column("use.busy", 130, part(DeviceUse::busyFraction)));
        table.getColumns().add(column("use.communication", 130, part(DeviceUse::communicationFraction)));
        table.getColumns().add(column("use.core_wait", 130, part(DeviceUse::coreWaitFraction)));
        table.getColumns().add(column("use.idle", 130, part(DeviceUse::idleFraction)));
        model.totals().subscribe(totals -> table.getItems().setAll(totals));
        texts.messages().subscribe(table::refresh);
        Label title = new Label();
        title.getStyleClass().add("section-title");
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.area()
                                .get()
                                .map(area -> texts.now(
                                        "timeline.area",
                                        Human.seconds(area.fromSeconds()),
                                        Human.seconds(area.toSeconds()),
                                        Human.seconds(area.seconds())))
                                .orElse(""),
                        model.area(),
                        texts.messages()));
        view = new VBox(title, table);
        view.getStyleClass().add("timeline-area");
        VBox.setVgrow(table, Priority.ALWAYS);
        view.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> model.area().get().isPresent(), model.area()));
        view.managedProperty().bind(view.visibleProperty());
    }

    private static Function<AreaTotal, String> part(ToDoubleFunction<DeviceUse> fraction) {
        return total -> {
            double share = fraction.applyAsDouble(total.use());
            return Human.seconds(share * total.seconds()) + "  " + Human.percent(share);
        };
    }

    private String name(AreaTotal total) {
        String device = Cluster.deviceName(total.use().device());
        return total.measured() ? texts.now("timeline.total_measured", device) : device;
    }

    private TableColumn<AreaTotal, String> column(String key, double width, Function<AreaTotal, String> text) {
        TableColumn<AreaTotal, String> column = new TableColumn<>();
        Label heading = new Label();
        heading.textProperty().bind(texts.bound(key));
        heading.setAlignment(Pos.CENTER_LEFT);
        column.setGraphic(heading);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> Bindings.createStringBinding(() -> text.apply(cell.getValue())));
        return column;
    }

    Node view() {
        return view;
    }
}
