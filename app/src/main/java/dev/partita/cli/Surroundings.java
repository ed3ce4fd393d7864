package dev.partita.cli;

import dev.partita.settings.SettingsFolder;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What a command sees of the process it runs in; a test makes its own.
 *
 * @param terminal whether a person watches the output; asked only where it matters, for the answer takes time
 * @param settings where what belongs to the user, not to a project, lies
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        BooleanSupplier terminal,
        Map<String, String> environment,
        SettingsFolder settings,
        Interrupts interrupts) {

    static Surroundings ofProcess() {
        return new Surroundings(
                stream(FileDescriptor.out, System.out.charset()),
                stream(FileDescriptor.err, System.err.charset()),
                Surroundings::isTerminal,
                System.getenv(),
                SettingsFolder.ofUser(),
                new ShutdownInterrupts());
    }

    /** Java takes the locale "C" for ASCII, but pipes, files and today's terminals expect UTF-8. */
    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        Charset used = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        return new PrintStream(new FileOutputStream(descriptor), true, used);
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** Whether colours are wanted, where they are possible: see no-color.org. */
    boolean coloured() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
