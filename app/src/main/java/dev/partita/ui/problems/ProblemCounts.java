package dev.partita.ui.problems;

import dev.partita.checks.Severity;
import dev.partita.ui.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

/** {@code 1 error}, {@code 2 warnings}: each shown while there is one, each the way to the next finding. */
final class ProblemCounts {
    private final HBox view = new HBox();

    ProblemCounts(Texts texts, ProblemsModel model) {
        view.getStyleClass().add("problem-counts");
        view.getChildren().addAll(count(texts, model, Severity.ERROR), count(texts, model, Severity.WARNING));
    }

    Node view() {
        return view;
    }

    private static Button count(Texts texts, ProblemsModel model, Severity severity) {
        Button button = new Button();
        button.setId("problems.count." + severity.key());
        button.getStyleClass().setAll("problem-count", "problem-count-" + severity.key());
        button.textProperty().bind(texts.bound("problems.count." + severity.key(), model.count(severity)));
        button.visibleProperty().bind(model.count(severity).map(count -> count > 0));
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(event -> model.step(1));
        return button;
    }
}
