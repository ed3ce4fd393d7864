package dev.partita.project;

import org.jspecify.annotations.Nullable;

/** Something on disk stands in the way. The message is one sentence for the user, the cause is for the log. */
public final class ProjectFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProjectFailure(String sentence) {
        super(sentence);
    }

    public ProjectFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
