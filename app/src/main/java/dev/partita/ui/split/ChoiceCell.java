package dev.partita.ui.split;

import dev.partita.ui.document.Workspace;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A choice as a row: what is cut, memory per device, what the devices do together, the step. */
final class ChoiceCell extends ListCell<Choice> {
    private final SplitModel model;
    private final ChoiceTexts texts;
    private final CutView cut;
    private final Label name = label("split-name");
    private final Label remark = label("split-remark");
    private final Label memory = label("split-figure");
    private final Label traffic = label("split-figure");
    private final Label step = label("split-figure");
    private final HBox row;

    ChoiceCell(Workspace workspace, SplitModel model) {
        this.model = model;
        this.texts = new ChoiceTexts(workspace.texts());
        this.cut = new CutView(workspace.look());
        VBox words = new VBox(name, remark);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        remark.setWrapText(true);
        step.setMinWidth(Region.USE_PREF_SIZE);
        memory.getStyleClass().add("split-memory");
        traffic.getStyleClass().add("split-traffic");
        step.getStyleClass().add("split-step");
        row = new HBox(cut, words, memory, traffic, step);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("split-row");
        getStyleClass().add("split-choice");
        setPrefWidth(0);
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    @Override
    protected void updateItem(@Nullable Choice choice, boolean empty) {
        super.updateItem(choice, empty);
        if (empty || choice == null || model.mesh().get().isEmpty()) {
            setGraphic(null);
            setId(null);
            return;
        }
        int ranks = model.mesh().get().get(model.axis().get()).size();
        cut.show(choice.kind(), ranks);
        name.setText(texts.name(choice));
        remark.setText(texts.remark(choice, ranks));
        memory.setText(texts.memory(choice));
        traffic.setText(texts.traffic(choice));
        step.setText(texts.step(choice));
        boolean over = choice.outcome().filter(Outcome::over).isPresent();
        memory.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("over"), over);
        // What cannot be has no figures, and its reason needs the room.
        memory.setManaged(choice.legal());
        traffic.setManaged(choice.legal());
        setDisable(!choice.legal());
        setId("split." + choice.kind().map(kind -> kind.word()).orElse("auto"));
        setAccessibleText(texts.spoken(choice, ranks));
        setGraphic(row);
    }
}
