package dev.partita.cli;

import java.util.function.Supplier;

/** Ends a command: one sentence for the user and the exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    private CommandFailure(int exitCode, IllegalArgumentException refusal) {
        super(refusal.getMessage(), refusal);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /** What the action makes of the user's input; where it refuses that, its sentence is the user's. */
    static <T> T ifInputIsBad(Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException refusal) {
            throw new CommandFailure(ExitCode.INPUT, refusal);
        }
    }
}
