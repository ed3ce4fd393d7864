package dev.partita.cli;

import java.util.concurrent.CompletableFuture;

/**
 * Interrupts by the virtual machine's shutdown, which Ctrl-C and SIGTERM begin: the shutdown waits until the command has
 * ended and then takes its exit code.
 */
final class ShutdownInterrupts implements Interrupts {
    private static final CompletableFuture<Integer> EXIT_CODE = new CompletableFuture<>();

    @Override
    public Watch watch(Runnable stop) {
        Thread hook = Thread.ofPlatform().name("interrupt").unstarted(() -> {
            stop.run();
            Runtime.getRuntime().halt(EXIT_CODE.join());
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> withdraw(hook);
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook runs and ends the process itself.
        }
    }

    /** Ends the process, or lets the shutdown that waits for this end it. */
    static void exit(int exitCode) {
        EXIT_CODE.complete(exitCode);
        System.exit(exitCode);
    }
}
