package dev.partita.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** Whatever the keyboard reaches has a name that a screen reader can say. */
class SpokenNamesTest extends ApplicationTest {
    private static final List<String> TABS =
            List.of("problems", "timeline", "memory", "roofline", "training", "runs", "compare", "history", "log");

    private Path folder = Path.of("");
    private MainWindow window;
    private UserSettings settings;
    private Stage stage;

    @Override
    public void start(Stage shown) throws Exception {
        stage = shown;
        folder = Files.createTempDirectory("partita-names-");
        settings = UserSettings.of(new SettingsFolder(folder.resolve("settings")), Map.of());
        window = new MainWindow(stage, settings, 1000, 900);
        window.show();
    }

    @Test
    void the_welcome_page_is_named() {
        assertThat(nameless()).isEmpty();
    }

    @Test
    void every_view_of_a_project_is_named_in_both_languages() throws Exception {
        Path project = folder.resolve("gpt-mini");
        Sample.make(project, "gpt-mini", "virtual:2", Optional.empty());
        interact(() -> window.open(project));
        waitUntil(() -> window.document() != null && window.drawn() && !window.settling());
        List<String> nameless = new ArrayList<>();
        for (Language language : Language.values()) {
            interact(() -> settings.texts().language().set(language));
            for (String tab : TABS) {
                interact(() -> window.showTab(tab));
                WaitForAsyncUtils.waitForFxEvents();
                nameless().forEach(found -> nameless.add(tab + ": " + found));
            }
        }
        assertThat(nameless).isEmpty();
    }

    private List<String> nameless() {
        List<String> found = new ArrayList<>();
        interact(() -> {
            List<Node> shown = new ArrayList<>();
            collect(stage.getScene().getRoot(), shown);
            Set<Node> labelled = shown.stream()
                    .filter(Label.class::isInstance)
                    .map(label -> ((Label) label).getLabelFor())
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            shown.stream()
                    .filter(node -> node.isFocusTraversable()
                            && !labelled.contains(node)
                            && name(node).isBlank())
                    .forEach(node -> found.add(node + " in " + node.getParent()));
        });
        return found;
    }

    private static void collect(Node node, List<Node> shown) {
        if (!node.isVisible()) {
            return;
        }
        shown.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, shown));
        }
    }

    private static String name(Node node) {
        String text = node.getAccessibleText();
        String written = node instanceof Labeled labeled ? labeled.getText() : "";
        return Stream.of(text, written).filter(Objects::nonNull).collect(Collectors.joining());
    }

    private static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("The window did not come to rest.", e);
        }
    }
}
