package dev.partita.ui.window;

import dev.partita.text.Language;
import dev.partita.ui.chart.Choice;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.look.Theme;
import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the user chooses for all projects: how it looks, and the keys of all commands. Found by typing. */
final class SettingsCard {
    /** Chinese menus have theirs in brackets. */
    private static final Pattern MNEMONIC = Pattern.compile("\\(_\\w\\)|_");

    private static final double WIDTH = 660;
    private static final double HEIGHT = 470;
    private static final List<Double> SCALES = List.of(0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0);

    private final UserSettings settings;
    private final Texts texts;
    private final VBox rows = new VBox(6);
    private final List<Row> all = new ArrayList<>();

    /** @param words what it is found by, in the language in force */
    private record Row(Node node, Function<Texts, String> words, boolean title) {}

    private SettingsCard(UserSettings settings) {
        this.settings = settings;
        this.texts = settings.texts();
    }

    static void show(UserSettings settings, Commands commands, Overlay overlay) {
        SettingsCard card = new SettingsCard(settings);
        TextField search = new TextField();
        search.setId("settings.search");
        overlay.show(card.view(commands, search), search);
    }

    private Region view(Commands commands, TextField search) {
        Label title = label("settings.title", "title-medium");
        search.promptTextProperty().bind(texts.bound("settings.search"));
        search.accessibleTextProperty().bind(texts.bound("settings.search"));
        appearance();
        keys(commands);
        all.forEach(row -> rows.getChildren().add(row.node()));
        search.textProperty().subscribe(this::filter);
        rows.getStyleClass().add("settings-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(WIDTH, HEIGHT);
        Button reset = new Button();
        reset.setId("settings.reset_keys");
        reset.textProperty().bind(texts.bound("keymap.reset_all"));
        reset.setOnAction(event -> commands.keys().resetAll());
        Label remove = label("keymap.remove", "muted");
        remove.getStyleClass().add("small");
        HBox below = new HBox(12, reset, remove);
        below.getStyleClass().add("settings-line");
        VBox card = new VBox(title, search, scroll, below);
        card.getStyleClass().add("dialog-card");
        return card;
    }

    private void appearance() {
        section("settings.appearance");
        choice(
                "settings.language",
                Language.values(),
                settings.texts().language(),
                language -> language == Language.ENGLISH ? "English" : "中文");
        choice(
                "settings.theme",
                Theme.values(),
                settings.look().theme(),
                theme -> texts.now("command.view.theme_" + theme.key()));
        choice(
                "settings.scale",
                SCALES.toArray(Double[]::new),
                settings.look().scale().asObject(),
                scale -> String.format(Locale.ROOT, "%.0f %%", scale * 100));
    }

    private <T> void choice(String key, T[] values, Property<T> chosen, Function<T, String> word) {
        ComboBox<T> box = Choice.of("settings." + key, texts, key, word);
        box.getItems().setAll(values);
        box.valueProperty().bindBidirectional(chosen);
        box.setPrefWidth(KeyField.KEYS_WIDTH);
        Label name = label(key, "settings-name");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(8, name, box);
        line.getStyleClass().add("settings-line");
        // Held by the line, as the property that an object property of a number is bound through is held by nobody.
        line.setUserData(chosen);
        all.add(new Row(line, now -> now.now(key), false));
    }

    private void keys(Commands commands) {
        for (MenuGroup group : MenuGroup.values()) {
            List<Command> ofGroup = commands.all().stream()
                    .filter(command -> command.menu() == group)
                    .toList();
            if (!ofGroup.isEmpty()) {
                section(group.textKey());
                ofGroup.forEach(command -> all.add(new Row(
                        new KeyField(texts, commands, command).view(),
                        now -> now.now(group.textKey()) + " " + now.now(command.textKey()) + " "
                                + commands.keys()
                                        .of(command)
                                        .map(found -> found.getDisplayText())
                                        .orElse(""),
                        false)));
            }
        }
    }

    private void section(String key) {
        Label title = new Label();
        ObservableValue<String> text =
                texts.bound(key).map(words -> MNEMONIC.matcher(words).replaceAll(""));
        title.textProperty().bind(text);
        title.getStyleClass().add("section-title");
        all.add(new Row(title, now -> "", true));
    }

    private Label label(String key, String styleClass) {
        Label label = new Label();
        label.textProperty().bind(texts.bound(key));
        label.getStyleClass().add(styleClass);
        return label;
    }

    /** A title is shown while something below it is. */
    private void filter(String typed) {
        List<String> words =
                Stream.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+")).toList();
        boolean below = false;
        for (Row row : all.reversed()) {
            boolean found = row.title()
                    ? below
                    : words.stream().allMatch(row.words().apply(texts).toLowerCase(Locale.ROOT)::contains);
            below = !row.title() && (below || found);
            row.node().setVisible(found);
            row.node().setManaged(found);
        }
    }
}
