package dev.partita.executor;

/** A step that could not be finished. The message is a sentence for the user. */
public sealed class ExecutionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExecutionFailure(String message) {
        super(message);
    }

    /** The loss stopped being a number. */
    public static final class NonFiniteLoss extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        NonFiniteLoss(String message) {
            super(message);
        }
    }

    /** Nothing runs or moves although tasks are left; names who waits for what. */
    public static final class Stalled extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        Stalled(String message) {
            super(message);
        }
    }

    /** The user asked to stop before the step's weights were touched. */
    public static final class Stopped extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The step was stopped before it changed any weight.");
        }
    }

    /** A kernel broke its contract: it wrote past an operand. */
    public static final class Corruption extends ExecutionFailure {
        private static final long serialVersionUID = 1L;

        Corruption(String message) {
            super(message);
        }
    }
}
