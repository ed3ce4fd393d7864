package dev.partita.project;

import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that is not what its name says: found while reading it, explained as the end of a sentence. */
public final class RefusedFile extends IOException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public RefusedFile(Sentence sentence) {
        this(sentence, null);
    }

    public RefusedFile(Sentence sentence, @Nullable Throwable cause) {
        super(sentence.in(Language.ENGLISH), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** A file that nobody could have meant: reading it would only fill the memory. */
    static RefusedFile tooLarge(long bytes, long limitBytes) {
        return new RefusedFile(Sentence.of("project.disk.too_large", bytes, limitBytes));
    }
}
