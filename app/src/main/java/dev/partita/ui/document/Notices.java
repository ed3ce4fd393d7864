package dev.partita.ui.document;

import dev.partita.text.Explained;
import dev.partita.text.Sentence;
import dev.partita.text.Wording;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Sentences for the user that are shown for a while: what went wrong, or what happened by itself. */
public final class Notices {
    /**
     * One sentence.
     *
     * @param details for the clipboard; empty where the sentence says it all
     */
    public record Notice(Severity severity, Wording sentence, String details) {}

    /** How a notice is drawn. */
    public enum Severity {
        INFORMATION,
        WARNING,
        ERROR
    }

    private final ObservableList<Notice> all = FXCollections.observableArrayList();

    // Held, for a view of a list hears it only as long as somebody holds the view.
    private final ObservableList<Notice> shown = FXCollections.unmodifiableObservableList(all);

    /** All of them, the newest last; the window shows each as it comes and the log keeps them. */
    public ObservableList<Notice> all() {
        return shown;
    }

    public void tell(Wording sentence) {
        all.add(new Notice(Severity.INFORMATION, sentence, ""));
    }

    public void warn(Wording sentence) {
        all.add(new Notice(Severity.WARNING, sentence, ""));
    }

    /** An error by its sentence, with what a bug report would need. */
    public void fail(Throwable problem) {
        java.io.StringWriter trace = new java.io.StringWriter();
        problem.printStackTrace(new java.io.PrintWriter(trace));
        all.add(new Notice(Severity.ERROR, sentence(problem), trace.toString()));
    }

    /** What went wrong, for people. */
    public static Sentence sentence(Throwable problem) {
        return problem instanceof Explained explained
                ? explained.sentence()
                : Sentence.of("app.failure.unexpected", problem.toString());
    }
}
