package dev.partita.reference;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a script of {@code docs/compare} with the Python named by {@code PARTITA_PYTHON}. */
public final class PyTorchScript {
    private static final String PYTHON = "PARTITA_PYTHON";
    private static final Path SCRIPTS = Path.of("..", "docs", "compare");

    private PyTorchScript() {}

    /** Skips the test that calls it where no Python is named. */
    public static void assumePresent() {
        assumeTrue(
                System.getenv(PYTHON) != null,
                PYTHON + " is not set: name a Python that has docs/compare/requirements.txt to compare with PyTorch.");
    }

    /**
     * Runs a script to its end.
     *
     * @throws AssertionError with all it printed, if it failed
     */
    public static void run(String script, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getenv(PYTHON));
        command.add(SCRIPTS.resolve(script).toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(script + " failed:\n" + printed);
        }
    }
}
