package dev.partita.executor;

import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;

/** A step that could not be finished. */
public sealed class ExecutionFailure extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    ExecutionFailure(Sentence sentence) {
        super(sentence.in(Language.ENGLISH));
        this.sentence = sentence;
    }

    @Override
    public final Sentence sentence() {
        return sentence;
    }

    /** The loss stopped being a number. */
    public static final class NonFiniteLoss extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        public NonFiniteLoss(Sentence sentence) {
            super(sentence);
        }
    }

    /** Nothing runs or moves although tasks are left; names who waits for what. */
    public static final class Stalled extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        Stalled(Sentence sentence) {
            super(sentence);
        }
    }

    /** The user asked to stop before the step's weights were touched. */
    public static final class Stopped extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super(Sentence.of("runtime.step.stopped"));
        }
    }

    /** A kernel broke its contract: it wrote past an operand. */
    public static final class Corruption extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        Corruption(Sentence sentence) {
            super(sentence);
        }
    }
}
