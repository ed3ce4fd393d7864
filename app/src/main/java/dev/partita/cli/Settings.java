package dev.partita.cli;

import java.nio.file.Path;

/** Where what belongs to the user, not to a project, lies. */
final class Settings {
    private static final String NAME = "partita";

    private Settings() {}

    static Path folder(Surroundings surroundings) {
        String configured = surroundings.environment().getOrDefault("XDG_CONFIG_HOME", "");
        Path base = configured.isEmpty() ? surroundings.home().resolve(".config") : Path.of(configured);
        return base.resolve(NAME);
    }

    static Path logFile(Surroundings surroundings) {
        return folder(surroundings).resolve("errors.log");
    }
}
