package dev.partita.ui.window;

import dev.partita.settings.CalibrationStore;
import dev.partita.settings.SettingsFolder;
import dev.partita.settings.SettingsStore;
import dev.partita.text.Language;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.KeyMap;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.Notices;
import dev.partita.ui.look.Look;
import dev.partita.ui.look.Theme;
import dev.partita.ui.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.application.Platform;

/**
 * Language, theme and scale as the user left them; each change is kept.
 *
 * @param keys which keys do what
 * @param kernels what was measured of this machine
 */
public record UserSettings(
        SettingsStore store, CalibrationStore kernels, Texts texts, Look look, KeyMap keys, Notices notices) {
    private static final String LANGUAGE = "language";
    private static final String THEME = "theme";
    private static final String SCALE = "scale";
    private static final String KEYS = "keys.";
    private static final String LAST = "last_project";
    private static final double SCALE_STEP = 0.1;

    public static UserSettings ofUser() {
        return of(SettingsFolder.ofUser(), System.getenv());
    }

    public static UserSettings of(SettingsFolder folder, Map<String, String> environment) {
        Notices notices = new Notices();
        SettingsStore store = new SettingsStore(folder, notices::warn);
        Map<String, String> preferences = store.load().preferences();
        Texts texts = new Texts(Optional.ofNullable(preferences.get(LANGUAGE))
                .flatMap(Language::ofKey)
                .orElseGet(() -> Language.ofEnvironment(environment)));
        Look look = new Look();
        look.theme()
                .set(Optional.ofNullable(preferences.get(THEME))
                        .flatMap(Theme::ofKey)
                        .orElse(Theme.DARK));
        look.scale().set(scale(preferences.get(SCALE)));
        // Kernels are measured off the window's thread.
        var kernels = new CalibrationStore(folder, sentence -> Platform.runLater(() -> notices.warn(sentence)));
        UserSettings settings = new UserSettings(store, kernels, texts, look, keys(store, preferences), notices);
        texts.language().subscribe((before, after) -> settings.keep(LANGUAGE, after.key()));
        look.theme().subscribe((before, after) -> settings.keep(THEME, after.key()));
        look.scale().subscribe((before, after) -> settings.keep(SCALE, String.valueOf(after)));
        return settings;
    }

    private static KeyMap keys(SettingsStore store, Map<String, String> preferences) {
        Map<String, String> chosen = new TreeMap<>();
        preferences.forEach((name, value) -> {
            if (name.startsWith(KEYS)) {
                chosen.put(name.substring(KEYS.length()), value);
            }
        });
        return new KeyMap(
                chosen,
                (command, keys) -> store.update(settings -> keys.isPresent()
                        ? settings.withPreference(KEYS + command, keys.get())
                        : settings.withoutPreference(KEYS + command)));
    }

    /** The same user's settings for a further window, which tells its own notices. */
    UserSettings forAnotherWindow() {
        return new UserSettings(store, kernels, texts, look, keys, new Notices());
    }

    private static double scale(@org.jspecify.annotations.Nullable String stored) {
        try {
            return stored == null ? 1 : Math.clamp(Double.parseDouble(stored), 0.5, 2);
        } catch (NumberFormatException damaged) {
            return 1;
        }
    }

    /** Remembers a project that was opened: it is among the recent ones, and the next start begins with it. */
    void opened(Path folder) {
        String path = folder.toAbsolutePath().normalize().toString();
        store.update(settings -> settings.withRecent(folder).withPreference(LAST, path));
    }

    /** The next start welcomes. */
    void closed() {
        keep(LAST, "");
    }

    /** The project that was open when the program ended. */
    Optional<Path> lastProject() {
        String path = store.load().preferences().getOrDefault(LAST, "");
        return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path)).filter(Files::isDirectory);
    }

    /** Where projects are made unless the user says otherwise. */
    Path projectsFolder() {
        return Path.of(System.getProperty("user.home", "."), "Partita");
    }

    /** Language, theme and scale as commands. */
    void addCommands(Commands commands) {
        commands.add(Command.of(
                "view.language",
                MenuGroup.VIEW,
                "Shortcut+Shift+L",
                () -> texts.language()
                        .set(texts.language().get() == Language.ENGLISH ? Language.CHINESE : Language.ENGLISH)));
        for (Theme theme : Theme.values()) {
            commands.add(Command.of(
                    "view.theme_" + theme.key(),
                    MenuGroup.VIEW,
                    "",
                    () -> look.theme().set(theme)));
        }
        commands.add(Command.of("view.larger", MenuGroup.VIEW, "Shortcut+Alt+Up", () -> rescale(SCALE_STEP)));
        commands.add(Command.of("view.smaller", MenuGroup.VIEW, "Shortcut+Alt+Down", () -> rescale(-SCALE_STEP)));
        commands.add(Command.of(
                "view.usual_size",
                MenuGroup.VIEW,
                "Shortcut+Alt+0",
                () -> look.scale().set(1)));
    }

    private void rescale(double by) {
        look.scale().set(Math.clamp(look.scale().get() + by, 0.5, 2));
    }

    void keep(String name, String value) {
        store.update(settings -> settings.withPreference(name, value));
    }
}
