package dev.partita.ui.window;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Notices;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All commands that can be done now, found by typing parts of their names. */
final class CommandPalette {
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");

    private final Texts texts;
    private final Commands commands;
    private final Overlay overlay;
    private final Notices notices;
    private final TextField search = new TextField();
    private final ListView<Command> found = new ListView<>();
    private final VBox card = new VBox(search, found);

    CommandPalette(Texts texts, Commands commands, Overlay overlay, Notices notices) {
        this.texts = texts;
        this.commands = commands;
        this.overlay = overlay;
        this.notices = notices;
        Label copy = new Label();
        copy.textProperty().bind(texts.bound("palette.copy"));
        copy.getStyleClass().addAll("muted", "small");
        copy.setId("palette.copy");
        copy.visibleProperty()
                .bind(found.getSelectionModel()
                        .selectedItemProperty()
                        .map(command -> command.twin().isPresent())
                        .orElse(false));
        card.getChildren().add(copy);
        card.getStyleClass().addAll("dialog-card", "palette");
        card.setPrefWidth(560);
        search.setId("palette.search");
        search.promptTextProperty().bind(texts.bound("palette.prompt"));
        search.accessibleTextProperty().bind(texts.bound("palette.prompt"));
        found.getStyleClass().add("plain-list");
        found.setCellFactory(list -> new CommandCell());
        Label nothing = new Label();
        nothing.textProperty().bind(texts.bound("palette.nothing"));
        nothing.getStyleClass().add("muted");
        found.setPlaceholder(nothing);
        found.setFocusTraversable(false);
        found.setOnMouseClicked(event -> run());
        search.textProperty().subscribe(this::filter);
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    void show() {
        search.clear();
        filter();
        overlay.show(card, search);
    }

    private void pressed(KeyEvent event) {
        int last = found.getItems().size() - 1;
        int selected = found.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN) {
            select(Math.min(last, selected + 1));
        } else if (event.getCode() == KeyCode.UP) {
            select(Math.max(0, selected - 1));
        } else if (event.getCode() == KeyCode.ENTER) {
            run();
        } else if (COPY.match(event) && search.getSelectedText().isEmpty()) {
            copy();
        } else {
            return;
        }
        event.consume();
    }

    private void select(int index) {
        found.getSelectionModel().select(index);
        found.scrollTo(Math.max(0, index - 4));
    }

    private void run() {
        Command chosen = found.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            overlay.close();
            chosen.run();
        }
    }

    /** The selected command as a command line. */
    private void copy() {
        Command chosen = found.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.twin().isPresent()) {
            overlay.close();
            CommandTwins.copy(chosen, notices);
        }
    }

    private void filter() {
        List<String> words =
                List.of(search.getText().toLowerCase(Locale.ROOT).trim().split("\\s+"));
        found.getItems()
                .setAll(commands.all().stream()
                        .filter(command -> command.available().get() && matches(command, words))
                        .toList());
        found.getSelectionModel().selectFirst();
    }

    /** Every word is in the command's name or its menu's, in the language in force. */
    private boolean matches(Command command, List<String> words) {
        String name = (menu(command) + " " + texts.now(command.textKey())).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(name::contains);
    }

    private String menu(Command command) {
        return texts.now(command.menu().textKey()).replace("_", "");
    }

    private final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label menu = new Label(menu(command));
            menu.getStyleClass().addAll("muted", "small");
            menu.setMinWidth(72);
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox row = new HBox(8, menu, new Label(texts.now(command.textKey())), space);
            row.setAlignment(Pos.CENTER_LEFT);
            commands.keys().of(command).ifPresent(shortcut -> {
                Label key = new Label(shortcut.getDisplayText());
                key.getStyleClass().add("key");
                row.getChildren().add(key);
            });
            setGraphic(row);
        }
    }
}
