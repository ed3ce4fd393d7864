package dev.partita.ui.training;

import dev.partita.ui.text.Texts;
import dev.partita.workbench.TrainingResult;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Predicted beside measured, once a run is done. */
final class ResultTable {
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private int row;

    ResultTable(Texts texts, TrainingResult.Trained trained) {
        this.texts = texts;
        grid.getStyleClass().addAll("training-card", "training-result");
        ColumnConstraints figure = new ColumnConstraints();
        figure.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(figure);
        for (int i = 0; i < 3; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(HPos.RIGHT);
            grid.getColumnConstraints().add(column);
        }
        add(
                "training-hint",
                List.of("train.figure", "train.predicted", "train.measured", "training.error").stream()
                        .map(texts::now)
                        .toList());
        ResultRow.of(trained, texts).forEach(this::add);
    }

    Node view() {
        return grid;
    }

    private void add(ResultRow result) {
        String style = result.part() ? "training-part" : "training-figure";
        add(style, List.of(result.figure(), result.predicted(), result.measured(), result.error()));
        boolean exact = result.error().equals(texts.now("train.to_the_byte"));
        if (exact) {
            grid.getChildren().getLast().getStyleClass().add("training-exact");
        }
    }

    private void add(String styleClass, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            Label label = new Label(cells.get(column));
            label.getStyleClass().add(styleClass);
            if (column == 0 && styleClass.equals("training-part")) {
                label.getStyleClass().add("training-indent");
            }
            grid.add(label, column, row);
        }
        row++;
    }
}
