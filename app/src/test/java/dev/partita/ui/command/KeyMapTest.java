package dev.partita.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

class KeyMapTest {
    private static final Command UNDO = Command.of("edit.undo", MenuGroup.EDIT, "Shortcut+Z", () -> {});
    private static final Command SAVE = Command.of("file.save", MenuGroup.FILE, "Shortcut+S", () -> {});
    private static final List<Command> ALL = List.of(UNDO, SAVE);

    private final Map<String, String> kept = new TreeMap<>();
    private final KeyMap keys = map();

    private KeyMap map() {
        return new KeyMap(
                kept,
                (command, chosen) ->
                        chosen.ifPresentOrElse(notation -> kept.put(command, notation), () -> kept.remove(command)));
    }

    private static Optional<KeyCombination> keys(String notation) {
        return Optional.of(KeyCombination.valueOf(notation));
    }

    @Test
    void changed_keys_are_there_at_the_next_start() {
        keys.change(UNDO, keys("Shortcut+Alt+U"), ALL);
        assertThat(map().of(UNDO)).isEqualTo(keys("Shortcut+Alt+U"));
        assertThat(map().of(SAVE)).isEqualTo(SAVE.shortcut());
    }

    @Test
    void keys_of_another_command_are_known_to_be_its() {
        assertThat(keys.owner(KeyCombination.valueOf("Shortcut+S"), UNDO, ALL)).contains(SAVE);
        assertThat(keys.owner(KeyCombination.valueOf("Shortcut+Z"), UNDO, ALL)).isEmpty();
    }

    @Test
    void keys_that_are_taken_are_lost_to_whoever_had_them() {
        keys.change(UNDO, keys("Shortcut+S"), ALL);
        assertThat(keys.of(UNDO)).isEqualTo(keys("Shortcut+S"));
        assertThat(keys.of(SAVE)).isEmpty();
        assertThat(map().of(SAVE)).isEmpty();
    }

    @Test
    void a_command_can_do_without_keys_and_get_them_back() {
        keys.change(UNDO, Optional.empty(), ALL);
        assertThat(keys.of(UNDO)).isEmpty();
        assertThat(keys.changed(UNDO)).isTrue();
        keys.resetAll();
        assertThat(keys.of(UNDO)).isEqualTo(UNDO.shortcut());
        assertThat(kept).isEmpty();
    }

    @Test
    void damaged_settings_leave_the_usual_keys() {
        for (String damaged : List.of("Shortcut+NoSuchKey", "Shortcut+", "+", "Z+Z")) {
            kept.put("edit.undo", damaged);
            assertThat(map().of(UNDO)).as(damaged).isEqualTo(UNDO.shortcut());
        }
    }
}
