package dev.partita.ui;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.Project;
import dev.partita.settings.CalibrationStore;
import dev.partita.settings.SettingsFolder;
import dev.partita.settings.SettingsStore;
import dev.partita.text.Language;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Notices;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.look.Look;
import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.LocalRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** A part of the window over a project of its own. */
public abstract class PaneTest extends ApplicationTest {
    private Workspace workspace;

    protected abstract Project project();

    protected abstract Parent content(Workspace opened);

    @Override
    public void start(Stage stage) throws Exception {
        Path folder = Files.createTempDirectory("partita-pane-");
        Notices notices = new Notices();
        SettingsFolder settings = new SettingsFolder(folder.resolve("settings"));
        LocalRuntime runtime = new LocalRuntime(new CalibrationStore(settings, notices::warn));
        Document document = new Document(ProjectFolder.create(folder.resolve("project"), project()), runtime, notices);
        Texts texts = new Texts(Language.ENGLISH);
        workspace = new Workspace(
                texts,
                new Look(),
                new Commands(texts),
                new Tasks(),
                runtime,
                new SettingsStore(settings, notices::warn),
                notices,
                document,
                new LayerDrag(document));
        Scene scene = new Scene(content(workspace), 900, 700);
        workspace.look().dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void closeProject() {
        interact(() -> {
            workspace.document().close();
            workspace.runtime().close();
        });
    }

    protected final Workspace workspace() {
        return Objects.requireNonNull(workspace);
    }

    protected final Document document() {
        return workspace().document();
    }

    /** The newest plan has been checked. */
    protected final void settle() {
        waitUntil(() ->
                document().report().get().isPresent() && !document().checking().get());
    }

    protected final <T extends Node> T node(String id) {
        return lookup((Node node) -> id.equals(node.getId())).query();
    }

    protected final List<Integer> devices(String layer) {
        return document()
                .plan()
                .get()
                .placement()
                .devices(document().plan().get().graph())
                .get(layer);
    }

    protected static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
            WaitForAsyncUtils.waitForFxEvents();
        } catch (TimeoutException e) {
            throw new AssertionError("The pane did not come to rest.", e);
        }
    }
}
