package dev.partita.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.settings.SettingsFolder;
import dev.partita.settings.SettingsStore;
import dev.partita.text.Language;
import dev.partita.ui.ProjectFixture;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.look.Look;
import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class TrainingPaneTest extends ApplicationTest {
    private ProjectFixture project;
    private Workspace workspace;
    private TrainingPane pane;

    @Override
    public void start(Stage stage) throws Exception {
        Path home = Files.createTempDirectory("partita-training-");
        project = ProjectFixture.small(home.resolve("mini"));
        Texts texts = new Texts(Language.ENGLISH);
        workspace = new Workspace(
                texts,
                new Look(),
                new Commands(texts),
                new Tasks(),
                project.runtime(),
                new SettingsStore(new SettingsFolder(home.resolve("settings")), notice -> {}),
                project.notices(),
                project.document(),
                new LayerDrag(project.document()));
        pane = new TrainingPane(workspace);
        Scene scene = new Scene(new StackPane(pane.view()), 1000, 500);
        workspace.look().dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Override
    public void stop() {
        workspace.tasks().close();
        project.close();
    }

    @Test
    void a_run_is_started_held_resumed_and_stopped_and_its_result_is_shown_beside_the_prediction() {
        interact(() -> ((TextField) node("training.steps")).setText("5000"));
        run(TrainingCommands.TRAIN);
        assertThat(pane.mayClose()).isFalse();
        waitUntil(() -> doneSteps() >= 2);
        run(TrainingCommands.PAUSE);
        assertThat(text("training.state")).isEqualTo("Paused");
        run(TrainingCommands.RESUME);
        long before = doneSteps();
        waitUntil(() -> doneSteps() > before + 2);
        assertThat(workspace.document().liveUse().devices()).containsExactly(0, 1);
        boolean[] left = {false};
        interact(() -> pane.stop(() -> left[0] = true));
        waitUntil(() -> pane.mayClose() && left[0]);
        assertThat(text("training.state")).isEqualTo("stopped");
        assertThat(lookup("to the byte").queryAll()).hasSize(2);
        assertThat(workspace.document().measured().get()).isPresent();
        assertThat(workspace
                        .commands()
                        .get(TrainingCommands.RESUME_LAST)
                        .available()
                        .get())
                .isTrue();
        assertThat(project.document().folder().runs().list().getFirst().status().key())
                .isEqualTo("stopped");
    }

    @Test
    void what_cannot_be_a_number_of_steps_is_said_and_keeps_the_run_from_starting() {
        interact(() -> ((TextField) node("training.steps")).setText("many"));
        assertThat(workspace.commands().get(TrainingCommands.TRAIN).available().get())
                .isFalse();
        assertThat(((Labeled) ((Parent) node("training.message"))
                                .getChildrenUnmodifiable()
                                .getFirst())
                        .getText())
                .startsWith("Steps are a whole number");
    }

    @Test
    void the_order_follows_the_language() {
        ComboBox<?> order = (ComboBox<?>) node("training.order");
        String english = order.getButtonCell().getText();
        interact(() -> workspace.texts().language().set(Language.CHINESE));
        assertThat(english).isEqualTo("shuffled");
        assertThat(order.getButtonCell().getText()).isNotEmpty().isNotEqualTo(english);
    }

    private long doneSteps() {
        return workspace
                .document()
                .runProgress()
                .get()
                .map(progress -> progress.done())
                .orElse(0L);
    }

    private void run(String command) {
        interact(() -> workspace.commands().get(command).run());
    }

    private Node node(String id) {
        return lookup((Node node) -> id.equals(node.getId())).query();
    }

    private String text(String id) {
        return ((Labeled) node(id)).getText();
    }

    private static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("This did not happen within a minute.", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
