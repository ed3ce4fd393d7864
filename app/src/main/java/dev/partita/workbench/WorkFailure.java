package dev.partita.workbench;

import java.util.function.Supplier;

/** Ends a piece of work: one sentence for the user, and what kind of end it is. */
public final class WorkFailure extends RuntimeException {
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

    public WorkFailure(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    private WorkFailure(IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
        this.kind = Kind.INPUT;
    }

    public Kind kind() {
        return kind;
    }

    /** What the action makes of the user's input; where it refuses that, its sentence is the user's. */
    public static <T> T ifInputIsBad(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException refusal) {
            throw new WorkFailure(refusal);
        }
    }
}
