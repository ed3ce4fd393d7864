package dev.partita.ui.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;

/**
 * Something the user can do.
 *
 * @param id such as {@code edit.undo}; its text has the key {@code command.edit.undo}
 * @param shortcut the usual one, which the user may have changed in the {@link KeyMap}; empty where it has none
 * @param available false greys it out everywhere
 * @param twin the command lines that have the same effect; empty where there is none
 */
public record Command(
        String id,
        MenuGroup menu,
        Optional<KeyCombination> shortcut,
        ObservableBooleanValue available,
        Runnable action,
        Optional<Supplier<List<ShellLine>>> twin) {
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
                action,
                Optional.empty());
    }

    /** The same command, with the command lines that have the same effect as doing it now. */
    public Command withTwin(Supplier<List<ShellLine>> lines) {
        return new Command(id, menu, shortcut, available, action, Optional.of(lines));
    }

    /** The command lines that have the same effect as doing it now, to be pasted into a shell; empty without any. */
    public Optional<String> twinText() {
        return twin.map(Supplier::get)
                .filter(lines -> !lines.isEmpty())
                .map(lines -> lines.stream().map(ShellLine::text).collect(Collectors.joining("\n")));
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
