package dev.partita.ui.field;

import dev.partita.text.Wording;
import dev.partita.ui.text.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/**
 * One value to type. Enter and leaving the field take what is possible; what is not stays as typed, with the reason
 * below, until it is corrected or Escape brings the value in force back.
 */
public final class ValueField {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private static final double LONGEST_LINE = 480;

    private final Texts texts;
    private final Function<String, Optional<Wording>> refusal;
    private final Consumer<String> commit;
    private final TextField field = new TextField();
    private final Label error = new Label();
    private final Tooltip whole = new Tooltip();
    private final Button reset = new Button();
    private final VBox view;
    private String inForce = "";
    private Optional<String> usual = Optional.empty();
    private Optional<Wording> wrong = Optional.empty();

    /**
     * @param refusal why a text cannot be taken; empty if it can
     * @param commit takes a text that was not refused
     * @param backToUsual what the reset arrow does
     */
    public ValueField(
            Texts texts, Function<String, Optional<Wording>> refusal, Consumer<String> commit, Runnable backToUsual) {
        this.texts = texts;
        this.refusal = refusal;
        this.commit = commit;
        field.getStyleClass().add("value-field");
        field.textProperty().subscribe((before, after) -> check());
        field.setOnAction(event -> take());
        field.focusedProperty().subscribe((before, focused) -> {
            if (!focused) {
                take();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().equals(inForce)) {
                field.setText(inForce);
                event.consume();
            }
        });
        error.getStyleClass().add("value-error");
        error.setWrapText(true);
        error.setTooltip(whole);
        whole.setWrapText(true);
        whole.setMaxWidth(LONGEST_LINE);
        reset.setGraphic(new FontIcon(MaterialDesignU.UNDO_VARIANT));
        reset.getStyleClass().setAll("value-reset");
        reset.accessibleTextProperty().bind(texts.bound("field.reset"));
        reset.setOnAction(event -> backToUsual.run());
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setPrefColumnCount(8);
        HBox line = new HBox(field, reset);
        line.getStyleClass().add("value-line");
        view = new VBox(line, error);
        view.setMinWidth(0);
        texts.messages().subscribe(ignored -> showWrong());
        check();
    }

    public Node view() {
        return view;
    }

    public TextField control() {
        return field;
    }

    /**
     * Shows the value in force, unless another one is being typed.
     *
     * @param value empty where several values are meant
     * @param usualValue what the reset arrow brings back; empty shows none
     */
    public void show(Optional<String> value, Optional<String> usualValue) {
        boolean typing = field.isFocused() && !field.getText().equals(inForce);
        inForce = value.orElse("");
        usual = usualValue.filter(other -> !other.equals(inForce));
        field.setPromptText(value.isPresent() ? "" : texts.now("field.mixed"));
        if (!typing) {
            field.setText(inForce);
        }
        check();
        reset.setVisible(usual.isPresent());
        reset.setManaged(usual.isPresent());
        reset.setTooltip(usual.map(other -> new Tooltip(texts.now("field.reset_to", other)))
                .orElse(null));
    }

    private void take() {
        String typed = field.getText();
        if (!typed.equals(inForce) && wrong.isEmpty()) {
            inForce = Expressions.plain(typed);
            field.setText(inForce);
            commit.accept(inForce);
        }
    }

    private void check() {
        String typed = field.getText();
        wrong = typed.equals(inForce) ? Optional.empty() : refusal.apply(Expressions.plain(typed));
        showWrong();
    }

    private void showWrong() {
        error.setText(wrong.map(texts::now).orElse(""));
        whole.setText(error.getText());
        error.setVisible(wrong.isPresent());
        error.setManaged(wrong.isPresent());
        field.pseudoClassStateChanged(WRONG, wrong.isPresent());
    }
}
