package dev.partita.ui.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** Which keys do what: those that commands come with, and what the user chose instead. */
public final class KeyMap {
    /** Notations by command; an empty one takes the command's keys away. */
    private final ObservableMap<String, String> chosen = FXCollections.observableMap(new TreeMap<>());

    private final BiConsumer<String, Optional<String>> keep;

    /**
     * @param stored what the user chose before, by command
     * @param keep takes each new choice; an empty one means the usual keys again
     */
    public KeyMap(Map<String, String> stored, BiConsumer<String, Optional<String>> keep) {
        this.keep = keep;
        stored.forEach((command, keys) -> {
            if (keys.isEmpty() || parsed(keys).isPresent()) {
                chosen.put(command, keys);
            }
        });
    }

    /** The keys that commands come with, to be forgotten with the map. */
    public static KeyMap usual() {
        return new KeyMap(Map.of(), (command, keys) -> {});
    }

    /** What was stored may be of another version, or edited by hand. */
    private static Optional<KeyCombination> parsed(String keys) {
        try {
            return Optional.of(keys)
                    .filter(notation -> !notation.isEmpty())
                    .map(KeyCombination::valueOf)
                    .filter(KeyCodeCombination.class::isInstance);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException damaged) {
            return Optional.empty();
        }
    }

    /** The keys in force. */
    public Optional<KeyCombination> of(Command command) {
        String keys = chosen.get(command.id());
        return keys == null ? command.shortcut() : parsed(keys);
    }

    /** The keys in force, now and whenever they change. */
    public ObservableValue<Optional<KeyCombination>> bound(Command command) {
        return Bindings.createObjectBinding(() -> of(command), chosen);
    }

    /** Whether the user chose other keys than the usual ones. */
    public boolean changed(Command command) {
        return !of(command).equals(command.shortcut());
    }

    /** The other command that these keys do; empty if they are free. */
    public Optional<Command> owner(KeyCombination keys, Command except, List<Command> all) {
        return all.stream()
                .filter(command ->
                        !command.id().equals(except.id()) && of(command).equals(Optional.of(keys)))
                .findFirst();
    }

    /** Gives a command other keys, or none; whoever had them keeps none. */
    public void change(Command command, Optional<KeyCombination> keys, List<Command> all) {
        keys.flatMap(wanted -> owner(wanted, command, all)).ifPresent(other -> put(other, Optional.empty()));
        put(command, keys);
    }

    private void put(Command command, Optional<KeyCombination> keys) {
        if (keys.equals(command.shortcut())) {
            chosen.remove(command.id());
            keep.accept(command.id(), Optional.empty());
        } else {
            String notation = keys.map(KeyCombination::getName).orElse("");
            chosen.put(command.id(), notation);
            keep.accept(command.id(), Optional.of(notation));
        }
    }

    /** The usual keys again, for all commands. */
    public void resetAll() {
        List.copyOf(chosen.keySet()).forEach(command -> {
            chosen.remove(command);
            keep.accept(command, Optional.empty());
        });
    }
}
