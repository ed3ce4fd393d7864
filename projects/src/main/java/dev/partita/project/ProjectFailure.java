package dev.partita.project;

import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;
import org.jspecify.annotations.Nullable;

/** Something on disk stands in the way. The cause is for the log. */
public final class ProjectFailure extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public ProjectFailure(Sentence sentence) {
        this(sentence, null);
    }

    public ProjectFailure(Sentence sentence, @Nullable Throwable cause) {
        super(sentence.in(Language.ENGLISH), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
