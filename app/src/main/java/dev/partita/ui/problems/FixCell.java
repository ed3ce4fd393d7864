package dev.partita.ui.problems;

import dev.partita.checks.Fix;
import dev.partita.ui.field.WrappingCell;
import dev.partita.ui.text.Texts;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** A fix as a card: what it does and at which price. The hand resting on it previews it. */
final class FixCell extends WrappingCell<Fix> {
    private static final PseudoClass PREVIEWED = PseudoClass.getPseudoClass("previewed");
    private static final Duration REST = Duration.millis(250);

    private final Texts texts;
    private final ProblemsModel model;
    private final Label action = new Label();
    private final Label effect = new Label();
    private final Button apply = new Button();
    private final Tooltip details = new Tooltip();
    private final HBox card;
    private final PauseTransition rest = new PauseTransition(REST);

    FixCell(Texts texts, ProblemsModel model) {
        this.texts = texts;
        this.model = model;
        action.setWrapText(true);
        action.getStyleClass().add("fix-action");
        effect.setWrapText(true);
        effect.getStyleClass().add("fix-effect");
        apply.getStyleClass().add("fix-apply");
        apply.setMinWidth(Region.USE_PREF_SIZE);
        apply.textProperty().bind(texts.bound("problems.apply"));
        apply.setFocusTraversable(false);
        apply.setOnAction(event -> fix(model::apply));
        VBox words = new VBox(action, effect);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        card = new HBox(words, apply);
        card.getStyleClass().add("fix-card");
        Tooltip.install(card, details);
        getStyleClass().add("fix-cell");
        rest.setOnFinished(event -> fix(model::preview));
        card.setOnMouseEntered(event -> rest.playFromStart());
        card.setOnMouseExited(event -> {
            rest.stop();
            model.endPreview();
        });
        model.previewed().subscribe(this::refresh);
        texts.messages().subscribe(ignored -> refresh());
    }

    private void fix(java.util.function.Consumer<Fix> action) {
        Fix fix = getItem();
        if (fix != null) {
            rest.stop();
            action.accept(fix);
        }
    }

    @Override
    protected void updateItem(@Nullable Fix fix, boolean empty) {
        super.updateItem(fix, empty);
        setText(null);
        setGraphic(empty || fix == null ? null : card);
        refresh();
    }

    private void refresh() {
        Fix fix = getItem();
        if (fix != null) {
            action.setText(texts.now(fix.action()));
            effect.setText(new FixTexts(texts).effect(fix.effect()));
            details.setText(texts.now(fix.description()));
            setAccessibleText(details.getText());
            card.pseudoClassStateChanged(
                    PREVIEWED, model.previewed().get().filter(fix::equals).isPresent());
        }
    }
}
