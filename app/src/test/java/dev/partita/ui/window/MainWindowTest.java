package dev.partita.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Edit;
import dev.partita.plan.Rule;
import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import dev.partita.ui.document.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class MainWindowTest extends ApplicationTest {
    private Path folder = Path.of("");
    private MainWindow window;
    private UserSettings settings;

    @Override
    public void start(Stage stage) throws Exception {
        folder = Files.createTempDirectory("partita-window-");
        settings = UserSettings.of(new SettingsFolder(folder.resolve("settings")), Map.of());
        window = new MainWindow(stage, settings, 1000, 900);
        window.show();
    }

    @BeforeEach
    void openSample() throws Exception {
        Path project = folder.resolve("gpt-mini");
        Sample.make(project, "gpt-mini", "virtual:2", Optional.empty());
        interact(() -> window.open(project));
        waitUntil(() -> window.document() != null && document().report().get().isPresent());
    }

    @Test
    void the_language_switches_while_the_window_is_open() {
        clickOn(lookup((Node node) -> "button.language".equals(node.getId())).<Node>query());
        assertThat(settings.texts().language().get()).isEqualTo(Language.CHINESE);
        assertThat(text("button.edit.undo")).isEqualTo("撤销");
        assertThat(settings.store().load().preferences()).containsEntry("language", "zh");
    }

    @Test
    void the_palette_finds_a_command_by_parts_of_its_name_and_does_it() {
        interact(() -> document().send(place()));
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        write("und");
        push(KeyCode.ENTER);
        waitUntil(() -> !document().canUndo().get());
        assertThat(document().canRedo().get()).isTrue();
        assertThat(document().dirty().get()).isFalse();
    }

    @Test
    void undo_and_redo_work_by_keyboard_and_saving_clears_the_mark() {
        interact(() -> document().send(place()));
        push(KeyCode.CONTROL, KeyCode.Z);
        waitUntil(() -> document().canRedo().get());
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        waitUntil(() -> document().dirty().get());
        push(KeyCode.CONTROL, KeyCode.S);
        waitUntil(() -> !document().dirty().get());
        assertThat(document().project().get().plan("A").placement().rules())
                .contains(new Rule("decoder/0", List.of(1)));
    }

    @Test
    void escape_closes_the_sheet_of_keys() {
        push(KeyCode.F1);
        assertThat(cardShows()).isTrue();
        push(KeyCode.ESCAPE);
        assertThat(cardShows()).isFalse();
    }

    private boolean cardShows() {
        return lookup(".dialog-card").queryAll().stream()
                .anyMatch(card -> Stream.<Node>iterate(card, Objects::nonNull, Node::getParent)
                        .allMatch(Node::isVisible));
    }

    @Test
    void keys_are_changed_by_pressing_them_and_a_conflict_names_the_other_command() {
        push(KeyCode.CONTROL, KeyCode.COMMA);
        write("undo");
        clickOn(node("keys.edit.undo"));
        push(KeyCode.CONTROL, KeyCode.S);
        assertThat(lookup(".warning-text").queryAll())
                .anySatisfy(warning -> assertThat(((Labeled) warning).getText()).contains("Ctrl+S", "Save"));
        clickOn(node("keys.edit.undo"));
        push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.U);
        push(KeyCode.ESCAPE);
        assertThat(settings.store().load().preferences()).containsEntry("keys.edit.undo", "Alt+Shortcut+U");
        interact(() -> document().send(place()));
        push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.U);
        waitUntil(() -> document().canRedo().get());
    }

    @Test
    void a_tab_moves_into_a_window_of_its_own_and_back() {
        interact(() -> window.showTab("history"));
        push(KeyCode.SHIFT, KeyCode.F12);
        waitUntil(() -> listWindows().size() == 2);
        assertThat(lookup((Node node) -> "torn.back".equals(node.getId())).tryQuery())
                .isPresent();
        push(KeyCode.CONTROL, KeyCode.Z);
        interact(() -> node("torn.back").fireEvent(new ActionEvent()));
        waitUntil(() -> listWindows().size() == 1);
        assertThat(lookup((Node node) -> "torn.back".equals(node.getId())).tryQuery())
                .isEmpty();
    }

    @Test
    void a_tab_with_a_window_of_its_own_has_one_again_when_the_project_is_opened_again() {
        interact(() -> window.showTab("history"));
        push(KeyCode.SHIFT, KeyCode.F12);
        waitUntil(() -> listWindows().size() == 2);
        interact(() -> window.open(folder.resolve("gpt-mini")));
        waitUntil(() -> settings.store()
                .load()
                .preferences()
                .getOrDefault("layout.torn", "")
                .startsWith("history:"));
        waitUntil(() -> listWindows().size() == 2);
        interact(() -> node("torn.back").fireEvent(new ActionEvent()));
        waitUntil(() -> listWindows().size() == 1);
    }

    @Test
    void a_hidden_panel_stays_hidden_until_one_of_its_tabs_is_wanted() {
        push(KeyCode.CONTROL, KeyCode.J);
        assertThat(lookup(".bottom-tabs").tryQuery()).isEmpty();
        push(KeyCode.CONTROL, KeyCode.W);
        waitUntil(() -> window.document() == null);
        assertThat(settings.store().load().preferences()).containsEntry("layout.hidden", "bottom");
        interact(() -> window.open(folder.resolve("gpt-mini")));
        waitUntil(() -> window.document() != null && document().report().get().isPresent());
        assertThat(lookup(".bottom-tabs").tryQuery()).isEmpty();
        push(KeyCode.ALT, KeyCode.DIGIT6);
        assertThat(lookup(".bottom-tabs").tryQuery()).isPresent();
    }

    @Test
    void closing_the_project_welcomes_and_remembers_it() {
        push(KeyCode.CONTROL, KeyCode.W);
        waitUntil(() -> window.document() == null);
        assertThat(settings.store().load().recentProjects())
                .containsExactly(folder.resolve("gpt-mini").toString());
        assertThat(lookup(".welcome").tryQuery()).isPresent();
    }

    private Edit place() {
        return new Edit.Place("A", new Rule("decoder/0", List.of(1)));
    }

    private Document document() {
        return Objects.requireNonNull(window.document());
    }

    private Node node(String id) {
        return lookup((Node node) -> id.equals(node.getId())).query();
    }

    private String text(String id) {
        Node found = lookup((Node node) -> id.equals(node.getId())).query();
        return ((Labeled) found).getText();
    }

    private static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
            WaitForAsyncUtils.waitForFxEvents();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("The window did not come to rest.", e);
        }
    }
}
