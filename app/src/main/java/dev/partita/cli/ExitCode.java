package dev.partita.cli;

/** What a command's exit status says to a script. */
final class ExitCode {
    static final int DONE = 0;

    /** The plan has errors, or cannot be trained yet. */
    static final int PLAN = 1;

    /** Bad usage or input. */
    static final int INPUT = 2;

    /** Something failed while it ran. */
    static final int RUN = 3;

    private ExitCode() {}
}
