package dev.partita.ui.window;

import dev.partita.hardware.Clusters;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import dev.partita.ui.document.Notices;
import dev.partita.ui.text.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks for what a new project needs: a model, a cluster and a folder. Wrong input is answered in place. */
final class NewProjectCard {
    private static final double FIELD_WIDTH = 380;

    private final Texts texts;
    private final ComboBox<String> template = new ComboBox<>();
    private final ComboBox<String> cluster = new ComboBox<>();
    private final TextField folder = new TextField();
    private final Label about = new Label();
    private final Label problem = new Label();
    private final Button create = new Button();
    private final VBox card = new VBox();

    /** @param created is called with the folder once the project is there */
    NewProjectCard(Texts texts, Path parent, Overlay overlay, Consumer<Path> created) {
        this.texts = texts;
        template.getItems().setAll(Templates.names());
        template.setId("new.template");
        template.getSelectionModel().selectFirst();
        cluster.setEditable(true);
        cluster.setId("new.cluster");
        cluster.getItems().setAll(NewPlace.clusters());
        cluster.setValue(Clusters.DEFAULT);
        folder.setId("new.folder");
        folder.setText(NewPlace.free(parent, template.getValue()).toString());
        template.valueProperty().subscribe((before, after) -> {
            if (folder.getText().equals(NewPlace.free(parent, before).toString())) {
                folder.setText(NewPlace.free(parent, after).toString());
            }
        });
        Stream.of(template.valueProperty(), cluster.getEditor().textProperty(), folder.textProperty())
                .forEach(input -> input.subscribe(this::validate));
        create.setDefaultButton(true);
        create.getStyleClass().add("accent");
        create.setId("new.create");
        create.textProperty().bind(texts.bound("new_project.create"));
        create.setOnAction(event -> {
            Path place = Path.of(folder.getText().trim());
            try {
                Sample.make(place, template.getValue(), notation(), Optional.empty());
                overlay.close();
                created.accept(place);
            } catch (RuntimeException refusal) {
                problem.setText(texts.now(Notices.sentence(refusal)));
            }
        });
        Button cancel = new Button();
        cancel.textProperty().bind(texts.bound("dialog.cancel"));
        cancel.setOnAction(event -> overlay.close());
        layOut(cancel);
        overlay.show(card, template);
    }

    private void layOut(Button cancel) {
        Label title = new Label(texts.now("new_project.title"));
        title.getStyleClass().add("title-medium");
        GridPane fields = new GridPane(12, 10);
        fields.addRow(0, name("new_project.template"), template);
        fields.addRow(1, name("new_project.cluster"), cluster);
        fields.addRow(2, name("new_project.folder"), folder);
        Stream.of(template, cluster, folder).forEach(field -> field.setPrefWidth(FIELD_WIDTH));
        about.setWrapText(true);
        about.setMaxWidth(FIELD_WIDTH + 120);
        about.getStyleClass().addAll("muted", "small");
        problem.setWrapText(true);
        problem.setMaxWidth(FIELD_WIDTH + 120);
        problem.getStyleClass().add("error-text");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        HBox buttons = new HBox(8, cancel, create);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        card.getStyleClass().add("dialog-card");
        card.getChildren().setAll(title, fields, about, problem, buttons);
    }

    private Label name(String key) {
        Label label = new Label(texts.now(key));
        label.getStyleClass().add("muted");
        return label;
    }

    private void validate() {
        Template chosen = Templates.named(template.getValue());
        about.setText(texts.now(chosen.description()));
        problem.setText(NewPlace.complaint(folder.getText().trim(), notation())
                .map(texts::now)
                .orElse(""));
        create.setDisable(!problem.getText().isEmpty());
    }

    private String notation() {
        return cluster.getEditor().getText().trim();
    }
}
