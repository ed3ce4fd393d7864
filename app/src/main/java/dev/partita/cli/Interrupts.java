package dev.partita.cli;

/** Tells a long run that the user pressed Ctrl-C or the system wants the process to end. */
interface Interrupts {
    /**
     * From now on until closed, an interrupt calls {@code stop} on a thread of its own instead of ending the process, and
     * the process ends with the command.
     */
    Watch watch(Runnable stop);

    /** While open, interrupts are heard. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
