package dev.partita.ui.window;

import dev.partita.text.Wording;
import dev.partita.ui.document.Notices;
import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.ModelImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.concurrent.Task;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what an import needs and makes it. The file is read twice: for what it leaves open, then for the model.
 * Whatever is wrong is said here; closing the card cancels.
 */
final class ImportCard {
    private static final double FIELD_WIDTH = 380;
    private static final double SIZE_WIDTH = 120;

    private final Texts texts;
    private final Tasks tasks;
    private final Overlay overlay;
    private final ImportForm form;
    private final Consumer<ModelImport> imported;
    private final TextField folder = new TextField();
    private final ComboBox<String> cluster = new ComboBox<>();
    private final GridPane fields = new GridPane(12, 10);
    private final Label doing = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final ObjectProperty<Optional<Wording>> problem = new SimpleObjectProperty<>(Optional.empty());
    private final Button go = new Button();
    private final VBox card = new VBox();
    private @Nullable Task<?> atWork;

    /** Whether the file could be read. */
    private boolean read;

    /** @param imported is called with the project once it is there */
    ImportCard(Texts texts, Tasks tasks, Overlay overlay, ImportForm form, Consumer<ModelImport> imported) {
        this.texts = texts;
        this.tasks = tasks;
        this.overlay = overlay;
        this.form = form;
        this.imported = imported;
        folder.setId("import.folder");
        folder.textProperty().bindBidirectional(form.folder());
        cluster.setId("import.cluster");
        cluster.setEditable(true);
        cluster.getItems().setAll(NewPlace.clusters());
        cluster.setValue(form.cluster().get());
        cluster.getEditor().textProperty().bindBidirectional(form.cluster());
        List.of(form.folder(), form.cluster()).forEach(typed -> typed.subscribe((before, after) -> validate()));
        go.setId("import.go");
        go.setDefaultButton(true);
        go.getStyleClass().add("accent");
        go.textProperty().bind(texts.bound("import_model.go"));
        go.setOnAction(event -> makeProject());
        layOut();
        overlay.show(card, folder);
        card.sceneProperty().subscribe((before, after) -> {
            if (after == null) {
                cancelWork();
            }
        });
        readOpenSizes();
    }

    private void layOut() {
        Label title = new Label();
        title.textProperty().bind(texts.bound("import_model.title", fileName()));
        title.getStyleClass().add("title-medium");
        fields.addRow(0, name("new_project.folder", folder), folder);
        fields.addRow(1, name("new_project.cluster", cluster), cluster);
        for (Control field : List.of(folder, cluster)) {
            field.setPrefWidth(FIELD_WIDTH);
            field.setMaxWidth(Double.MAX_VALUE);
            GridPane.setHgrow(field, Priority.ALWAYS);
        }
        Label wrong = new Label();
        wrong.setId("import.problem");
        wrong.textProperty()
                .bind(problem.flatMap(
                        found -> found.map(texts::bound).orElseGet(() -> Bindings.createStringBinding(() -> ""))));
        wrong.getStyleClass().add("error-text");
        List.of(wrong, doing).forEach(line -> {
            line.setWrapText(true);
            line.setMaxWidth(FIELD_WIDTH + SIZE_WIDTH);
            line.managedProperty().bind(line.textProperty().isNotEmpty());
        });
        doing.getStyleClass().addAll("muted", "small");
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.managedProperty().bind(progress.visibleProperty());
        Button cancel = new Button();
        cancel.setId("import.cancel");
        cancel.textProperty().bind(texts.bound("dialog.cancel"));
        cancel.setOnAction(event -> cancel());
        HBox buttons = new HBox(8, cancel, go);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        card.getStyleClass().add("dialog-card");
        card.getChildren().setAll(title, fields, doing, progress, wrong, buttons);
    }

    private Label name(String key, Control field) {
        Label label = new Label();
        label.textProperty().bind(texts.bound(key));
        label.getStyleClass().add("muted");
        label.setLabelFor(field);
        field.accessibleTextProperty().bind(texts.bound(key));
        return label;
    }

    private void readOpenSizes() {
        work("import_model.reading", observer -> ModelImport.openSizes(form.model(), observer), names -> {
            read = true;
            form.ask(names);
            form.sizes().forEach(this::addSize);
            rest();
        });
    }

    private void addSize(ImportForm.OpenSize size) {
        TextField field = new TextField();
        field.setId("import.size." + size.name());
        field.setMaxWidth(SIZE_WIDTH);
        field.setPromptText("128");
        field.setAccessibleText(size.name());
        field.textProperty().bindBidirectional(size.typed());
        size.typed().subscribe((before, after) -> validate());
        Label label = new Label(size.name());
        label.setLabelFor(field);
        fields.addRow(fields.getRowCount(), label, field);
        if (size == form.sizes().getFirst()) {
            field.requestFocus();
        }
    }

    private void makeProject() {
        ModelImport.Request request = form.request();
        work(
                "import_model.importing",
                observer -> ModelImport.run(request, texts.language().get(), observer),
                done -> {
                    overlay.close();
                    imported.accept(done);
                });
    }

    private <T> void work(String titleKey, ModelFileTask.Work<T> work, Consumer<T> done) {
        ModelFileTask<T> task = new ModelFileTask<>(texts.now(titleKey, fileName()), form.model(), work);
        atWork = task;
        problem.set(Optional.empty());
        fields.setDisable(read);
        go.setDisable(true);
        doing.textProperty().unbind();
        doing.setText(task.getTitle());
        progress.progressProperty().bind(task.progressProperty());
        progress.setVisible(true);
        task.setOnSucceeded(event -> {
            atWork = null;
            done.accept(task.getValue());
        });
        task.setOnCancelled(event -> rest());
        task.setOnFailed(event -> {
            rest();
            problem.set(Optional.of(Notices.sentence(task.getException())));
        });
        tasks.start(task);
    }

    /** Nothing is at work any more; the user decides. */
    private void rest() {
        atWork = null;
        progress.setVisible(false);
        fields.setDisable(false);
        if (form.sizes().isEmpty()) {
            doing.setText("");
        } else {
            doing.textProperty().bind(texts.bound("import_model.sizes"));
        }
        validate();
    }

    private void validate() {
        if (atWork == null) {
            problem.set(form.complaint());
            go.setDisable(!read || !form.complete());
        }
    }

    private void cancel() {
        if (atWork != null && read) {
            cancelWork();
        } else {
            overlay.close();
        }
    }

    private void cancelWork() {
        if (atWork != null) {
            atWork.cancel();
        }
    }

    private Path fileName() {
        return form.model().getFileName();
    }
}
