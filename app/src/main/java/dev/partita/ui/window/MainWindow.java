package dev.partita.ui.window;

import dev.partita.journal.ProjectFolder;
import dev.partita.project.ProjectFailure;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.task.Tasks;
import dev.partita.workbench.LocalRuntime;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window of one project at a time, or of none: then it welcomes. */
public final class MainWindow {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private final Stage stage;
    private final UserSettings settings;
    private final LocalRuntime runtime = new LocalRuntime();
    private final Tasks tasks = new Tasks();
    private final StackPane root = new StackPane();
    private @Nullable Document document;

    MainWindow(Stage stage, UserSettings settings) {
        this.stage = stage;
        this.settings = settings;
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        settings.look().dress(scene);
        stage.setScene(scene);
        stage.setTitle("Partita");
        tasks.onFailure(settings.notices()::fail);
        stage.setOnHidden(event -> close());
    }

    void show() {
        stage.show();
    }

    /** Opens a project in place of the one that is open. */
    void open(Path folder) {
        try {
            show(new Document(ProjectFolder.open(folder), runtime, settings.notices()));
        } catch (ProjectFailure failure) {
            settings.notices().fail(failure);
        }
    }

    private void show(Document next) {
        if (document != null) {
            document.close();
        }
        document = next;
        Workspace workspace = new Workspace(
                settings.texts(),
                settings.look(),
                new Commands(settings.texts()),
                tasks,
                runtime,
                settings.store(),
                settings.notices(),
                next,
                new LayerDrag(next));
        root.getChildren().setAll(new ProjectView(workspace).view());
        stage.setTitle(next.project().get().name() + " - Partita");
    }

    private void close() {
        if (document != null) {
            document.close();
        }
        tasks.close();
        runtime.close();
    }
}
