package dev.partita.workbench;

import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ends a piece of work: one sentence for the user, and what kind of end it is. */
public final class WorkFailure extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    /** What has to change before the work can be done. */
    public enum Kind {
        /** The plan has errors, or cannot be trained here. */
        PLAN,
        /** What the user gave. */
        INPUT,
        /** Something failed while it ran. */
        RUN
    }

    private final Kind kind;
    private final transient Sentence sentence;

    public WorkFailure(Kind kind, Sentence sentence) {
        this(kind, sentence, null);
    }

    private WorkFailure(Kind kind, Sentence sentence, @Nullable Throwable cause) {
        super(sentence.in(Language.ENGLISH), cause);
        this.kind = kind;
        this.sentence = sentence;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** What the action makes of the user's input; where it refuses that, its sentence is the user's. */
    public static <T> T ifInputIsBad(Supplier<T> action) {
        try {
            return action.get();
        } catch (Refusal refusal) {
            throw new WorkFailure(Kind.INPUT, refusal.sentence(), refusal);
        }
    }
}
