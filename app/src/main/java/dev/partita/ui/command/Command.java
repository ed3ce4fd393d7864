package dev.partita.ui.command;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;

/**
 * Something the user can do.
 *
 * @param id such as {@code edit.undo}; its text has the key {@code command.edit.undo}
 * @param shortcut empty where it has none
 * @param available false greys it out everywhere
 */
public record Command(
        String id,
        MenuGroup menu,
        Optional<KeyCombination> shortcut,
        ObservableBooleanValue available,
        Runnable action) {
    private static final ObservableBooleanValue ALWAYS = Bindings.createBooleanBinding(() -> true);

    /** @param shortcut in JavaFX's notation, such as {@code Shortcut+Z}; empty for none */
    public static Command of(String id, MenuGroup menu, String shortcut, Runnable action) {
        return of(id, menu, shortcut, ALWAYS, action);
    }

    /** @param shortcut in JavaFX's notation, such as {@code Shortcut+Z}; empty for none */
    public static Command of(
            String id, MenuGroup menu, String shortcut, ObservableBooleanValue available, Runnable action) {
        return new Command(
                id,
                menu,
                shortcut.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(shortcut)),
                available,
                action);
    }

    public String textKey() {
        return "command." + id;
    }

    /** Does it, if it can be done now. */
    public void run() {
        if (available.get()) {
            action.run();
        }
    }
}
