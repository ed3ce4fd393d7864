package dev.partita.ui.measure;

import dev.partita.ui.window.Desktop;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The process that measures: painted by the processor, without a display, whatever the machine has. */
public final class MeasuredProcess {
    private static final String JAVA = File.separatorChar == '\\' ? "java.exe" : "java";

    private MeasuredProcess() {}

    /** What the launchers start Java with, so that what is measured is what runs. */
    static List<String> command(Measurement measurement) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", JAVA).toString(),
                "-XX:-UseProfiledLoopPredicate",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredProcess.class.getName(),
                measurement.name());
    }

    static List<Samples> run(Measurement measurement) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(measurement)).start();
        List<Samples> found = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().flatMap(Samples::read).forEach(found::add);
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0) {
            throw new IOException("The process that measures "
                    + measurement.name().toLowerCase(Locale.ROOT) + " ended with " + process.exitValue() + ".");
        }
        return found;
    }

    /** @param arguments the measurement's name */
    public static void main(String[] arguments) throws Exception {
        Measurement measurement = Measurement.valueOf(arguments[0]);
        System.setProperty("javafx.animation.fullspeed", String.valueOf(measurement.fullSpeed()));
        Path folder = Files.createTempDirectory("partita-bench-");
        Desktop.startHeadless();
        int exitCode = 1;
        try {
            measurement.work().run(folder, samples -> System.out.println(samples.line()));
            exitCode = 0;
        } catch (Exception problem) {
            problem.printStackTrace();
        }
        System.out.flush();
        Runtime.getRuntime().halt(exitCode); // nothing that still runs in the background is wanted
    }
}
