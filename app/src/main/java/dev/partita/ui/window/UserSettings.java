package dev.partita.ui.window;

import dev.partita.i18n.Language;
import dev.partita.settings.SettingsFolder;
import dev.partita.settings.SettingsStore;
import dev.partita.ui.document.Notices;
import dev.partita.ui.look.Look;
import dev.partita.ui.look.Theme;
import dev.partita.ui.text.Texts;
import java.util.Map;
import java.util.Optional;

/** Language, theme and scale as the user left them; each change is kept. */
record UserSettings(SettingsStore store, Texts texts, Look look, Notices notices) {
    private static final String LANGUAGE = "language";
    private static final String THEME = "theme";
    private static final String SCALE = "scale";

    static UserSettings ofUser() {
        return of(SettingsFolder.ofUser(), System.getenv());
    }

    static UserSettings of(SettingsFolder folder, Map<String, String> environment) {
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
        UserSettings settings = new UserSettings(store, texts, look, notices);
        texts.language().subscribe((before, after) -> settings.keep(LANGUAGE, after.key()));
        look.theme().subscribe((before, after) -> settings.keep(THEME, after.key()));
        look.scale().subscribe((before, after) -> settings.keep(SCALE, String.valueOf(after)));
        return settings;
    }

    private static double scale(@org.jspecify.annotations.Nullable String stored) {
        try {
            return stored == null ? 1 : Math.clamp(Double.parseDouble(stored), 0.5, 2);
        } catch (NumberFormatException damaged) {
            return 1;
        }
    }

    void keep(String name, String value) {
        store.update(settings -> settings.withPreference(name, value));
    }
}
