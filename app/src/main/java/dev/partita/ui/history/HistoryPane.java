package dev.partita.ui.history;

import dev.partita.history.HistoryEntry;
import dev.partita.ui.document.Workspace;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Every edit by name, the newest at the top; clicking one makes it the last that is done. */
public final class HistoryPane {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Workspace workspace;
    /** Empty is the project as it was before all edits. */
    private final ListView<Optional<HistoryEntry>> list = new ListView<>();

    public HistoryPane(Workspace workspace) {
        this.workspace = workspace;
        list.setId("history");
        list.getStyleClass().add("plain-list");
        list.setCellFactory(view -> new EntryCell());
        list.accessibleTextProperty().bind(workspace.texts().bound("tab.history"));
        list.setOnMouseClicked(event -> goTo());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                goTo();
            }
        });
        workspace.document().history().subscribe(this::show);
        workspace.texts().messages().subscribe(() -> list.refresh());
    }

    public Node view() {
        return list;
    }

    private void show(List<HistoryEntry> entries) {
        List<Optional<HistoryEntry>> rows =
                new ArrayList<>(entries.reversed().stream().map(Optional::of).toList());
        rows.add(Optional.empty());
        list.getItems().setAll(rows);
        rows.stream()
                .filter(row -> row.map(HistoryEntry::done).orElse(true))
                .findFirst()
                .ifPresent(list.getSelectionModel()::select);
    }

    private void goTo() {
        Optional<HistoryEntry> chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && workspace.document().writable()) {
            workspace.document().goTo(chosen.map(HistoryEntry::position).orElse(0L));
        }
    }

    private final class EntryCell extends ListCell<Optional<HistoryEntry>> {
        @Override
        protected void updateItem(Optional<HistoryEntry> row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            Label name = new Label(row.map(entry -> workspace.texts().now(entry.name()))
                    .orElseGet(() -> workspace.texts().now("history.start")));
            if (row.isPresent() && !row.get().done()) {
                name.getStyleClass().add("muted");
            }
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Label time = new Label(row.map(entry -> TIME.format(entry.time())).orElse(""));
            time.getStyleClass().addAll("muted", "small");
            HBox cell = new HBox(8, name, space, time);
            cell.setAlignment(Pos.CENTER_LEFT);
            setGraphic(cell);
        }
    }
}
