package dev.partita.ui.window;

import dev.partita.quantity.Human;
import dev.partita.settings.Settings;
import dev.partita.template.Templates;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.Press;
import dev.partita.ui.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/** Where a newcomer starts: samples that work at once, projects opened before, and a place to drop a file. */
final class Welcome {
    private static final int RECENT_SHOWN = 8;
    private static final double PAGE_WIDTH = 1080;

    /** What the user chose. */
    interface Choices {
        void sample(Sample sample);

        void open(Path project);

        void forget(String project);

        /** Something was dropped: a project's folder or a model file. */
        void dropped(Path file);
    }

    private final Texts texts;
    private final Choices choices;
    private final VBox recent = new VBox(4);
    private final ScrollPane view;

    Welcome(Texts texts, Commands commands, Settings settings, Choices choices) {
        this.texts = texts;
        this.choices = choices;
        Label title = label("welcome.title", "title-large");
        Label purpose = label("welcome.purpose", "muted");
        purpose.setWrapText(true);
        Button create = commands.button("file.new");
        create.getStyleClass().add("accent");
        HBox buttons = new HBox(8, create, commands.button("file.open"), commands.button("file.import"));
        VBox samples = section("welcome.samples", samples());
        VBox recentSection = section("welcome.recent", recent);
        HBox.setHgrow(samples, Priority.ALWAYS);
        recentSection.setMinWidth(320);
        recentSection.setPrefWidth(360);
        HBox columns = new HBox(48, samples, recentSection);
        columns.setMaxWidth(PAGE_WIDTH);
        VBox page = new VBox(20, title, purpose, buttons, columns, dropZone());
        page.getStyleClass().add("welcome");
        page.setFillWidth(true);
        page.setAlignment(Pos.TOP_CENTER);
        List.of(title, purpose, buttons).forEach(part -> part.setMaxWidth(PAGE_WIDTH));
        show(settings);
        view = new ScrollPane(page);
        view.setFitToWidth(true);
        view.setFitToHeight(true);
    }

    Node view() {
        return view;
    }

    void show(Settings settings) {
        recent.getChildren().clear();
        List<String> paths = settings.recentProjects();
        if (paths.isEmpty()) {
            recent.getChildren().add(label("welcome.recent.nothing", "muted"));
        }
        paths.stream().limit(RECENT_SHOWN).map(this::recentRow).forEach(recent.getChildren()::add);
    }

    private Node recentRow(String path) {
        Path folder = Path.of(path);
        boolean there = Files.isDirectory(folder);
        Hyperlink open = new Hyperlink(String.valueOf(folder.getFileName()));
        open.setDisable(!there);
        open.setOnAction(event -> choices.open(folder));
        Label where = new Label(there ? path : texts.now("welcome.recent.missing", path));
        where.getStyleClass().addAll("small", there ? "muted" : "warning-text");
        Button forget = new Button("\u2715");
        forget.getStyleClass().addAll("flat", "small");
        forget.accessibleTextProperty().bind(texts.bound("welcome.forget"));
        forget.setOnAction(event -> choices.forget(path));
        VBox words = new VBox(open, where);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(words, forget);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node samples() {
        TilePane cards = new TilePane(12, 12);
        cards.setPrefColumns(2);
        Sample.ALL.forEach(sample -> cards.getChildren().add(card(sample)));
        return cards;
    }

    private Node card(Sample sample) {
        Label name = new Label(sample.template());
        name.getStyleClass().add("title-medium");
        Label size = new Label(
                Human.count(Templates.named(sample.template()).publishedParameters()) + " · " + sample.cluster());
        size.getStyleClass().addAll("muted", "small");
        Label text = label(sample.textKey(), "wrapped");
        text.setWrapText(true);
        text.setMinHeight(44);
        text.setAlignment(Pos.TOP_LEFT);
        VBox card = new VBox(4, name, size, text);
        card.setPrefWidth(330);
        card.setId("sample." + sample.template());
        card.getStyleClass().addAll("card", "sample-card");
        card.setAccessibleText(sample.template());
        Press.on(card, () -> choices.sample(sample));
        return card;
    }

    private Node dropZone() {
        VBox zone = new VBox(label("welcome.drop", "muted"));
        zone.getStyleClass().add("drop-zone");
        zone.setMinHeight(96);
        zone.setMaxWidth(PAGE_WIDTH);
        zone.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                if (!zone.getStyleClass().contains("over")) {
                    zone.getStyleClass().add("over");
                }
            }
            event.consume();
        });
        zone.setOnDragExited(event -> zone.getStyleClass().remove("over"));
        return zone;
    }

    private VBox section(String key, Node content) {
        return new VBox(8, label(key, "section-title"), content);
    }

    private Label label(String key, String styleClass) {
        Label label = new Label();
        label.textProperty().bind(texts.bound(key));
        label.getStyleClass().add(styleClass);
        return label;
    }
}
