package dev.partita.ui.window;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
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
    private KeySheet() {}

    static Region of(Texts texts, Commands commands) {
        Label title = new Label(texts.now("keys.title"));
        title.getStyleClass().add("title-medium");
        FlowPane groups = new FlowPane(javafx.geometry.Orientation.VERTICAL, 36, 18);
        groups.setPrefWrapLength(520);
        for (MenuGroup group : MenuGroup.values()) {
            List<Command> withKeys = commands.all().stream()
                    .filter(command ->
                            command.menu() == group && command.shortcut().isPresent())
                    .toList();
            if (!withKeys.isEmpty()) {
                groups.getChildren().add(group(texts, group, withKeys));
            }
        }
        VBox card = new VBox(title, groups);
        card.getStyleClass().add("dialog-card");
        card.setFocusTraversable(true);
        return card;
    }

    private static Region group(Texts texts, MenuGroup group, List<Command> commands) {
        GridPane rows = new GridPane(16, 6);
        Label name = new Label(texts.now(group.textKey()).replace("_", ""));
        name.getStyleClass().add("section-title");
        rows.add(name, 0, 0, 2, 1);
        for (int row = 0; row < commands.size(); row++) {
            Label key = new Label(commands.get(row).shortcut().orElseThrow().getDisplayText());
            key.getStyleClass().add("key");
            rows.add(new Label(texts.now(commands.get(row).textKey())), 0, row + 1);
            rows.add(key, 1, row + 1);
        }
        return rows;
    }
}
