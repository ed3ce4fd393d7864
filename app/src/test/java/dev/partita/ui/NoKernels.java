package dev.partita.ui;

import dev.partita.settings.CalibrationStore;
import dev.partita.settings.SettingsFolder;
import dev.partita.workbench.LocalRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A runtime that was never calibrated: its predictions are the nominal ones. */
public final class NoKernels {
    private NoKernels() {}

    public static LocalRuntime runtime() {
        try {
            var folder = new SettingsFolder(Files.createTempDirectory("partita-settings-"));
            return new LocalRuntime(new CalibrationStore(folder, notice -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
