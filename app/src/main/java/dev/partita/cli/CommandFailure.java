package dev.partita.cli;

import dev.partita.text.Verbatim;
import dev.partita.text.Wording;

/** Ends a command: one sentence for the user and the exit code. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final transient Wording sentence;

    /** @param sentence in the language of the session */
    CommandFailure(int exitCode, String sentence) {
        this(exitCode, new Verbatim(sentence));
    }

    CommandFailure(int exitCode, Wording sentence) {
        super(sentence.toString());
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    int exitCode() {
        return exitCode;
    }

    Wording sentence() {
        return sentence;
    }
}
