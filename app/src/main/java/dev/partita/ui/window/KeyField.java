package dev.partita.ui.window;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.text.Texts;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The keys of one command: press the button, then the keys. Keys of another command are taken only when that is said. */
final class KeyField {
    static final double KEYS_WIDTH = 190;

    private final Texts texts;
    private final Commands commands;
    private final Command command;
    private final Button keys = new Button();
    private final BooleanProperty listening = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<KeyCombination>> wanted = new SimpleObjectProperty<>(Optional.empty());
    private final EventHandler<KeyEvent> listener = this::pressed;
    private final VBox view;
    private @Nullable Scene heard;

    KeyField(Texts texts, Commands commands, Command command) {
        this.texts = texts;
        this.commands = commands;
        this.command = command;
        var inForce = commands.keys().bound(command);
        Label name = new Label();
        name.textProperty().bind(texts.bound(command.textKey()));
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        keys.setId("keys." + command.id());
        keys.setPrefWidth(KEYS_WIDTH);
        keys.setMinWidth(Region.USE_PREF_SIZE);
        keys.textProperty()
                .bind(listening.flatMap(now -> now
                        ? texts.bound("keymap.press")
                        : inForce.map(found ->
                                found.map(KeyCombination::getDisplayText).orElse("\u2013"))));
        keys.accessibleTextProperty().bind(texts.bound("keymap.change", texts.bound(command.textKey())));
        keys.setOnAction(event -> listen(!listening.get()));
        keys.focusedProperty().subscribe(focused -> {
            if (!focused) {
                listen(false);
            }
        });
        Button usual = new Button("\u21BA");
        usual.getStyleClass().add("flat");
        usual.accessibleTextProperty().bind(texts.bound("keymap.reset"));
        usual.visibleProperty().bind(inForce.map(found -> !found.equals(command.shortcut())));
        usual.setOnAction(event -> change(command.shortcut()));
        HBox line = new HBox(8, name, usual, keys);
        line.getStyleClass().add("settings-line");
        view = new VBox(4, line, conflict());
    }

    Node view() {
        return view;
    }

    /** Keys are heard before the card, which Escape would close, and before any shortcut. */
    private void listen(boolean on) {
        if (on == listening.get()) {
            return;
        }
        listening.set(on);
        if (on) {
            heard = keys.getScene();
            heard.addEventFilter(KeyEvent.ANY, listener);
        } else if (heard != null) {
            // The card may be gone from it already.
            heard.removeEventFilter(KeyEvent.ANY, listener);
            heard = null;
        }
    }

    private void pressed(KeyEvent event) {
        event.consume();
        if (event.getEventType() != KeyEvent.KEY_PRESSED || event.getCode().isModifierKey()) {
            return;
        }
        listen(false);
        if (event.getCode() == KeyCode.BACK_SPACE || event.getCode() == KeyCode.DELETE) {
            change(Optional.empty());
        } else if (event.getCode() != KeyCode.ESCAPE) {
            change(Optional.of(combination(event)));
        }
    }

    static KeyCombination combination(KeyEvent event) {
        return new KeyCodeCombination(
                event.getCode(),
                held(event.isShiftDown()),
                ModifierValue.UP,
                held(event.isAltDown()),
                ModifierValue.UP,
                held(event.isShortcutDown()));
    }

    private static ModifierValue held(boolean down) {
        return down ? ModifierValue.DOWN : ModifierValue.UP;
    }

    private void change(Optional<KeyCombination> next) {
        boolean taken = next.flatMap(this::owner).isPresent();
        wanted.set(taken ? next : Optional.empty());
        if (!taken) {
            commands.keys().change(command, next, commands.all());
        }
    }

    private Optional<Command> owner(KeyCombination combination) {
        return commands.keys().owner(combination, command, commands.all());
    }

    /** Names the other command, and lets the user decide. */
    private Node conflict() {
        Label warning = new Label();
        warning.setWrapText(true);
        warning.getStyleClass().add("warning-text");
        HBox.setHgrow(warning, Priority.ALWAYS);
        warning.setMaxWidth(Double.MAX_VALUE);
        wanted.subscribe(keysWanted -> keysWanted.ifPresent(combination -> owner(combination)
                .ifPresent(other -> warning.setText(
                        texts.now("keymap.taken", combination.getDisplayText(), texts.now(other.textKey()))))));
        Button take = button("keymap.take", () -> {
            commands.keys().change(command, wanted.get(), commands.all());
            wanted.set(Optional.empty());
        });
        take.setId("keys.take." + command.id());
        HBox box = new HBox(8, warning, take, button("keymap.leave", () -> wanted.set(Optional.empty())));
        box.getStyleClass().add("settings-line");
        box.visibleProperty().bind(wanted.map(Optional::isPresent));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private Button button(String key, Runnable action) {
        Button button = new Button();
        button.textProperty().bind(texts.bound(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }
}
