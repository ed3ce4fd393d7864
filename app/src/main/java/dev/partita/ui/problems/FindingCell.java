package dev.partita.ui.problems;

import dev.partita.checks.Diagnostic;
import dev.partita.ui.field.WrappingCell;
import dev.partita.ui.text.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One finding: how bad, what, and where. */
final class FindingCell extends WrappingCell<Diagnostic> {
    private final Texts texts;
    private final Label sentence = new Label();
    private final Label where = new Label();
    private final HBox row = new HBox();

    FindingCell(Texts texts) {
        this.texts = texts;
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("finding-sentence");
        where.getStyleClass().add("finding-where");
        VBox words = new VBox(sentence, where);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        row.getChildren().add(words);
        row.getStyleClass().add("finding");
        getStyleClass().add("finding-cell");
        texts.messages().subscribe(ignored -> refresh());
    }

    @Override
    protected void updateItem(@Nullable Diagnostic finding, boolean empty) {
        super.updateItem(finding, empty);
        setText(null);
        setGraphic(empty || finding == null ? null : row);
        refresh();
    }

    private void refresh() {
        Diagnostic finding = getItem();
        if (finding != null) {
            if (row.getChildren().size() > 1) {
                row.getChildren().removeFirst();
            }
            row.getChildren().addFirst(SeverityIcon.of(finding.severity()));
            sentence.setText(texts.now(finding.message()));
            where.setText(texts.now(finding.where()));
            setAccessibleText(
                    texts.now("problems.severity." + finding.severity().key()) + ": " + sentence.getText());
        }
    }
}
