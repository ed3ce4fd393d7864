package dev.partita.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** Whatever the keyboard reaches has a name that a screen reader can say. */
class SpokenNamesTest extends ApplicationTest {
    private static final List<String> TABS = List.of(
            "problems", "timeline", "memory", "roofline", "training", "runs", "compare", "history", "log");

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
        for (Language language : Language.values()) {
            interact(() -> settings.texts().language().set(language));
            for (String tab : TABS) {
                interact(() -> window.showTab(tab));
                WaitForAsyncUtils.waitForFxEvents();
                assertThat(nameless()).as("%s in %s", tab, language).isEmpty();
            }
        }
    }

    private List<String> nameless() {
        List<String> found = new ArrayList<>();
        interact(() -> search(stage.getScene().getRoot(), found));
        return found;
    }

    private static void search(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node.isFocusTraversable() && name(node).isBlank()) {
            found.add(node + " in " + node.getParent());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> search(child, found));
        }
    }

    private static String name(Node node) {
        String text = node.getAccessibleText();
        String shown = node instanceof Labeled labeled ? labeled.getText() : "";
        return text != null && !text.isBlank() ? text : String.valueOf(shown == null ? "" : shown);
    }

    private static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("The window did not come to rest.", e);
        }
    }
}
