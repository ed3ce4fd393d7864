package dev.partita.ui.window;

import dev.partita.text.Language;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.command.Press;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Document;
import dev.partita.ui.look.Theme;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.Separator;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Menus and toolbar, made from the commands. */
final class Header {
    /** What the toolbar shows, where it is there; an empty name is a gap. */
    private static final List<String> TOOLBAR =
            List.of("run.train", "run.pause", "run.stop", "", "edit.undo", "edit.redo", "file.save");

    private final UserSettings settings;
    private final Commands commands;
    private final VBox view = new VBox();

    /**
     * @param document null while none is open
     * @param items what features show in the toolbar, from the left
     */
    Header(UserSettings settings, Commands commands, Overlay overlay, @Nullable Document document, List<Node> items) {
        this.settings = settings;
        this.commands = commands;
        view.getChildren().add(menuRow(document));
        if (document != null) {
            view.getChildren().add(toolbar(items));
        }
    }

    Node view() {
        return view;
    }

    private Node menuRow(@Nullable Document document) {
        MenuBar bar = new MenuBar();
        for (MenuGroup group : MenuGroup.values()) {
            Menu menu = commands.menu(group);
            if (!menu.getItems().isEmpty()) {
                bar.getMenus().add(menu);
            }
        }
        Label brand = new Label("Partita");
        brand.getStyleClass().add("brand");
        Label name = new Label();
        name.getStyleClass().add("project-name");
        if (document != null) {
            name.textProperty()
                    .bind(document.project()
                            .flatMap(project -> document.dirty()
                                    .flatMap(dirty -> settings.texts()
                                            .bound(dirty ? "header.edited" : "header.saved", project.name()))));
        }
        HBox row = new HBox(brand, bar, space(), name);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node toolbar(List<Node> items) {
        HBox bar = new HBox();
        bar.getStyleClass().add("toolbar");
        for (String id : TOOLBAR) {
            if (id.isEmpty()) {
                bar.getChildren().add(new Separator(Orientation.VERTICAL));
            } else if (commands.find(id).isPresent()) {
                Button button = whole(commands.button(id));
                if (id.equals("run.train")) {
                    button.getStyleClass().add("accent");
                }
                Command command = commands.get(id);
                if (command.twin().isPresent()) {
                    button.setContextMenu(new ContextMenu(
                            CommandTwins.menu(settings.texts(), settings.notices(), Stream.of(command))));
                }
                bar.getChildren().add(button);
            }
        }
        if (!items.isEmpty()) {
            bar.getChildren().add(new Separator(Orientation.VERTICAL));
            bar.getChildren().addAll(items);
        }
        bar.getChildren().addAll(space(), paletteField(), whole(themeButton()), whole(languageButton()));
        return bar;
    }

    /** Where there is little room the palette's field gives way, for a cut verb says nothing. */
    private static Button whole(Button button) {
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private Node paletteField() {
        Texts texts = settings.texts();
        Label prompt = new Label();
        prompt.textProperty().bind(texts.bound("palette.prompt"));
        prompt.getStyleClass().add("muted");
        Label key = new Label();
        key.textProperty()
                .bind(commands.keys()
                        .bound(commands.get("help.palette"))
                        .map(found -> found.map(KeyCombination::getDisplayText).orElse("")));
        key.getStyleClass().addAll("muted", "small");
        HBox field = new HBox(prompt, space(), key);
        field.setMinWidth(0);
        field.setPrefWidth(280);
        field.getStyleClass().add("palette-field");
        field.accessibleTextProperty().bind(texts.bound("palette.prompt"));
        Press.on(field, commands.get("help.palette")::run);
        return field;
    }

    private Button themeButton() {
        Button button = new Button();
        button.textProperty()
                .bind(settings.look().tokens().map(ignored -> settings.look().dark() ? "\u263E" : "\u2600"));
        button.accessibleTextProperty().bind(settings.texts().bound("header.theme"));
        button.setOnAction(event -> settings.look().theme().set(settings.look().dark() ? Theme.LIGHT : Theme.DARK));
        return button;
    }

    private Button languageButton() {
        Texts texts = settings.texts();
        Button button = new Button();
        button.setId("button.language");
        button.textProperty().bind(texts.language().map(language -> language == Language.ENGLISH ? "中文" : "English"));
        button.accessibleTextProperty().bind(texts.bound("command.view.language"));
        button.setOnAction(event -> commands.get("view.language").run());
        return button;
    }
}
