package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.RunNote;
import dev.partita.ui.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/** Tags and note of one run, kept when the field is left, with Enter for tags and Ctrl+Enter for the note. */
final class NoteEditor {
    private final RunsModel model;
    private final Run run;
    private final TextField tags = new TextField();
    private final TextArea note = new TextArea();
    private final VBox view = new VBox(6, tags, note);
    private RunNote kept;

    NoteEditor(Texts texts, RunsModel model, Run run) {
        this.model = model;
        this.run = run;
        this.kept = run.note();
        tags.setId("runs.edit_tags");
        note.setId("runs.edit_note");
        note.setPrefRowCount(2);
        note.setWrapText(true);
        tags.setText(String.join(" ", kept.tags()));
        note.setText(kept.text());
        prepare(texts, tags, "runs.tab.tags");
        prepare(texts, note, "runs.tab.note");
        tags.setOnAction(event -> keep());
        note.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                keep();
                event.consume();
            }
        });
        view.getStyleClass().add("runs-note");
    }

    private void prepare(Texts texts, TextInputControl field, String key) {
        field.promptTextProperty().bind(texts.bound(key));
        field.accessibleTextProperty().bind(texts.bound(key));
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                keep();
            }
        });
    }

    Node view() {
        return view;
    }

    /** The number of its run. */
    long run() {
        return run.id();
    }

    /** Keeps what is typed, if it is anything new. */
    private void keep() {
        RunNote typed = RunNote.of(note.getText(), tags.getText());
        if (!typed.equals(kept)) {
            kept = typed;
            model.describe(run, typed);
        }
    }
}
