package dev.partita.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A language that Partita speaks. */
public enum Language {
    ENGLISH("en", Locale.ENGLISH),
    CHINESE("zh", Locale.CHINESE);

    private final String key;
    private final Locale locale;

    Language(String key, Locale locale) {
        this.key = key;
        this.locale = locale;
    }

    /** The word of {@code --language}. */
    public String key() {
        return key;
    }

    /** For resource bundles. */
    public Locale locale() {
        return locale;
    }

    public static Optional<Language> ofKey(String key) {
        return Stream.of(values()).filter(language -> language.key.equals(key)).findFirst();
    }

    /**
     * The language of messages that POSIX derives from LC_ALL, LC_MESSAGES and LANG; English for all others. A launcher
     * that had to change those, so that Java takes file names for UTF-8, left the language in PARTITA_LANGUAGE.
     */
    public static Language ofEnvironment(Map<String, String> environment) {
        return Stream.of("PARTITA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value -> value.startsWith(CHINESE.key))
                .map(value -> CHINESE)
                .orElse(ENGLISH);
    }

    @Override
    public String toString() {
        return key;
    }
}
