package dev.partita.ui.window;

import dev.partita.ui.text.Texts;
import java.util.List;

/** What the window asks before something would be lost. */
final class Questions {
    private Questions() {}

    /** Edits of a process that was killed are there again. */
    static Question restored(Texts texts, Runnable discard) {
        return of(
                texts,
                "restore.title",
                "restore.text",
                List.of(answer("restore.discard", discard), answer("restore.keep", () -> {})));
    }

    /** Another program changed the project. */
    static Question changedElsewhere(Texts texts, Runnable reload) {
        return of(
                texts,
                "changed.title",
                "changed.text",
                List.of(answer("changed.ignore", () -> {}), answer("changed.reload", reload)));
    }

    /** A run is under way in a project that is to be left. */
    static Question trainingGoesOn(Texts texts, Runnable keep, Runnable stop) {
        return of(
                texts,
                "leave.title",
                "leave.text",
                List.of(answer("leave.cancel", () -> {}), answer("leave.keep", keep), answer("leave.stop", stop)));
    }

    private static Question of(Texts texts, String title, String text, List<Question.Answer> answers) {
        return new Question(texts.now(title), texts.now(text), answers);
    }

    private static Question.Answer answer(String key, Runnable action) {
        return new Question.Answer(key, action);
    }
}
