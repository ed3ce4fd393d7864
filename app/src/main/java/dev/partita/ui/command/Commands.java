package dev.partita.ui.command;

import dev.partita.ui.text.Texts;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;

/** All commands in the order in which they were added; features add their own. */
public final class Commands {
    private final Texts texts;
    private final ObservableList<Command> all = FXCollections.observableArrayList();

    // Held, for a view of a list hears it only as long as somebody holds the view.
    private final ObservableList<Command> shown = FXCollections.unmodifiableObservableList(all);

    private final KeyMap keys;

    /** With the keys that commands come with. */
    public Commands(Texts texts) {
        this(texts, KeyMap.usual());
    }

    public Commands(Texts texts, KeyMap keys) {
        this.texts = texts;
        this.keys = keys;
    }

    /** Which keys do what. */
    public KeyMap keys() {
        return keys;
    }

    public Command add(Command command) {
        if (find(command.id()).isPresent()) {
            throw new IllegalArgumentException("The command " + command.id() + " is declared twice.");
        }
        for (Command other : all) {
            if (command.shortcut().isPresent() && command.shortcut().equals(other.shortcut())) {
                throw new IllegalArgumentException(command.id() + " and " + other.id() + " have the same shortcut "
                        + command.shortcut().get() + ".");
            }
        }
        all.add(command);
        return command;
    }

    public ObservableList<Command> all() {
        return shown;
    }

    public Optional<Command> find(String id) {
        return all.stream().filter(command -> command.id().equals(id)).findFirst();
    }

    /** The command with this id, which must have been added. */
    public Command get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("No command is called " + id + "."));
    }

    /** A menu with the commands of its group. */
    public Menu menu(MenuGroup group) {
        Menu menu = new Menu();
        menu.setMnemonicParsing(true);
        menu.textProperty().bind(texts.bound(group.textKey()));
        all.stream()
                .filter(command -> command.menu() == group)
                .map(this::menuItem)
                .forEach(menu.getItems()::add);
        return menu;
    }

    /** An item that shows the command's text and shortcut; the shortcut works while the item's menu bar is shown. */
    public MenuItem menuItem(Command command) {
        MenuItem item = new MenuItem();
        item.setId("menu." + command.id());
        item.textProperty().bind(texts.bound(command.textKey()));
        item.disableProperty().bind(javafx.beans.binding.Bindings.not(command.available()));
        item.setOnAction(event -> command.run());
        item.acceleratorProperty().bind(keys.bound(command).map(found -> found.orElse(null)));
        return item;
    }

    /** Does what these keys stand for, where no menu bar hears them. */
    public boolean press(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl && types(event)) {
            return false;
        }
        Optional<Command> meant = all.stream()
                .filter(command -> keys.of(command)
                        .filter(combination -> combination.match(event))
                        .isPresent())
                .findFirst();
        meant.ifPresent(Command::run);
        return meant.isPresent();
    }

    private static boolean types(KeyEvent event) {
        return !event.isShortcutDown() && !event.isAltDown() && !event.getCode().isFunctionKey();
    }

    /** A button for a toolbar, with its shortcut in the tooltip. */
    public Button button(String id) {
        Command command = get(id);
        Button button = new Button();
        button.setId("button." + command.id());
        button.textProperty().bind(texts.bound(command.textKey()));
        button.accessibleTextProperty().bind(texts.bound(command.textKey()));
        button.disableProperty().bind(javafx.beans.binding.Bindings.not(command.available()));
        button.setOnAction(event -> command.run());
        button.setFocusTraversable(true);
        button.tooltipProperty()
                .bind(keys.bound(command)
                        .map(found -> found.map(shortcut -> new Tooltip(shortcut.getDisplayText()))
                                .orElse(null)));
        return button;
    }
}
