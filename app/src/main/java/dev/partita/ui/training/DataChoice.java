package dev.partita.ui.training;

import dev.partita.data.Dataset;
import dev.partita.data.Datasets;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.Edit;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.text.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.concurrent.Task;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** What the project is trained on. A choice is opened first and becomes an edit only if the model can read it. */
final class DataChoice {
    private final Workspace workspace;
    private final MenuButton button = new MenuButton();

    DataChoice(Workspace workspace) {
        this.workspace = workspace;
        Texts texts = workspace.texts();
        button.setId("training.data");
        button.getStyleClass().add("training-data");
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        this::name, workspace.document().project(), texts.messages()));
        button.accessibleTextProperty().bind(texts.bound("training.data"));
        button.getItems()
                .addAll(
                        item("training.data.file", this::chooseFile),
                        item("training.data.folder", this::chooseFolder),
                        item("training.data.built_in", () -> send(Optional.empty())));
        button.setDisable(!workspace.document().writable());
    }

    Node view() {
        return button;
    }

    private String name() {
        return workspace
                .document()
                .project()
                .get()
                .data()
                .map(path -> new File(path).getName())
                .orElseGet(() -> workspace.texts().now("training.data.built_in"));
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(workspace.texts().bound(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(workspace.texts().now("training.data.file"));
        use(chooser.showOpenDialog(button.getScene().getWindow()));
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(workspace.texts().now("training.data.folder"));
        use(chooser.showDialog(button.getScene().getWindow()));
    }

    private void use(@Nullable File chosen) {
        if (chosen != null) {
            check(chosen.toPath());
        }
    }

    /** Opens the data in the background; what does not suit the model is told in a sentence and nothing changes. */
    void check(Path data) {
        ModelGraph graph = workspace.document().plan().get().graph();
        Task<Boolean> task = new Task<>() {
            @Override
            protected Boolean call() {
                try (Dataset opened = Datasets.open(graph, Optional.of(data))) {
                    return opened.samples() > 0;
                }
            }
        };
        task.setOnSucceeded(event -> send(Optional.of(data)));
        task.setOnFailed(event -> workspace.notices().fail(task.getException()));
        workspace.tasks().start(task);
    }

    private void send(Optional<Path> data) {
        Path folder = workspace.document().path().toAbsolutePath();
        workspace
                .document()
                .send(new Edit.ChangeData(data.map(Path::toAbsolutePath)
                        .map(path -> path.startsWith(folder) ? folder.relativize(path) : path)
                        .map(Path::toString)));
    }
}
