package dev.partita.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where this user's settings lie. */
public record SettingsFolder(Path path) {
    /** Overrides the place that the operating system has for settings. */
    public static final String VARIABLE = "PARTITA_HOME";

    /** The folder of the user who runs this process; need not exist yet. */
    public static SettingsFolder ofUser() {
        return of(System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    }

    static SettingsFolder of(Map<String, String> environment, String operatingSystem, Path home) {
        String own = environment.getOrDefault(VARIABLE, "");
        if (!own.isBlank()) {
            return new SettingsFolder(Path.of(own).toAbsolutePath());
        }
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return new SettingsFolder(
                    (roaming.isBlank() ? home.resolve("AppData", "Roaming") : Path.of(roaming)).resolve("Partita"));
        }
        if (system.startsWith("mac")) {
            return new SettingsFolder(home.resolve("Library", "Application Support", "Partita"));
        }
        // The XDG Base Directory Specification: a relative path is invalid and to be ignored.
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return new SettingsFolder(
                (configuration.startsWith("/") ? Path.of(configuration) : home.resolve(".config")).resolve("partita"));
    }
}
