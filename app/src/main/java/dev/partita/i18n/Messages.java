package dev.partita.i18n;

import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of one language. */
public final class Messages {
    static final String BUNDLE = "dev.partita.i18n.messages";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Language language;
    private final ResourceBundle bundle;

    private Messages(Language language, ResourceBundle bundle) {
        this.language = language;
        this.bundle = bundle;
    }

    public static Messages in(Language language) {
        Control control = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        return new Messages(language, ResourceBundle.getBundle(BUNDLE, language.locale(), control));
    }

    public Language language() {
        return language;
    }

    /** The text with this key; {@code {0}}, {@code {1}} ... in it stand for the values in order. */
    public String text(String key, Object... values) {
        return PLACE.matcher(bundle.getString(key)).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
    }

    private static String value(MatchResult place, Object[] values) {
        return String.valueOf(values[Integer.parseInt(place.group(1))]);
    }

    /** All texts, for a library that looks them up itself. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
