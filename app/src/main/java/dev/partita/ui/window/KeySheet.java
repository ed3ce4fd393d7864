package dev.partita.ui.window;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.KeyMap;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.text.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All shortcuts on one sheet, by menu. */
final class KeySheet {
    private record Key(String keys, String textKey) {}

    /** Keys without Ctrl, which work only while the lanes of the timeline have the focus and so are no commands. */
    private static final List<Key> IN_TIMELINE = List.of(
            new Key("W  S", "keys.timeline.zoom"),
            new Key("A  D", "keys.timeline.pan"),
            new Key("F", "keys.timeline.focus"),
            new Key("M", "keys.timeline.mark"),
            new Key(",  .", "keys.timeline.step"),
            new Key("\u2190  \u2192", "keys.timeline.cursor"),
            new Key("\u2191  \u2193", "keys.timeline.scroll"),
            new Key("Space", "keys.timeline.play"),
            new Key("Esc", "keys.timeline.clear"));

    private KeySheet() {}

    static Region of(Texts texts, Commands commands) {
        Label title = new Label(texts.now("keys.title"));
        title.getStyleClass().add("title-medium");
        FlowPane groups = new FlowPane(javafx.geometry.Orientation.VERTICAL, 36, 18);
        groups.setPrefWrapLength(520);
        for (MenuGroup group : MenuGroup.values()) {
            List<Command> withKeys = commands.all().stream()
                    .filter(command -> command.menu() == group
                            && commands.keys().of(command).isPresent())
                    .toList();
            if (!withKeys.isEmpty()) {
                groups.getChildren().add(group(texts, commands.keys(), group, withKeys));
            }
        }
        groups.getChildren().add(section(texts, "keys.timeline", IN_TIMELINE));
        VBox card = new VBox(title, groups);
        card.getStyleClass().add("dialog-card");
        card.setFocusTraversable(true);
        return card;
    }

    private static Region group(Texts texts, KeyMap keys, MenuGroup group, List<Command> commands) {
        return section(
                texts,
                group.textKey(),
                commands.stream()
                        .map(command -> new Key(keys.of(command).orElseThrow().getDisplayText(), command.textKey()))
                        .toList());
    }

    private static Region section(Texts texts, String titleKey, List<Key> keys) {
        GridPane rows = new GridPane(16, 6);
        Label name = new Label(texts.now(titleKey).replace("_", ""));
        name.getStyleClass().add("section-title");
        rows.add(name, 0, 0, 2, 1);
        for (int row = 0; row < keys.size(); row++) {
            Label key = new Label(keys.get(row).keys());
            key.getStyleClass().add("key");
            rows.add(new Label(texts.now(keys.get(row).textKey())), 0, row + 1);
            rows.add(key, 1, row + 1);
        }
        return rows;
    }
}
