package dev.partita.text;

import java.util.List;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates of one bundle in one language. {@code {0}} is the first value; {@code {0:layer|layers}} is the first
 * word if that value is 1 or a list of one, else the second. Quantities write themselves, with the same units in every
 * language.
 */
public final class Phrasebook {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(?::([^|{}]*)\\|([^|{}]*))?}");

    private final ResourceBundle bundle;
    private final Language language;

    private Phrasebook(ResourceBundle bundle, Language language) {
        this.bundle = bundle;
        this.language = language;
    }

    /** Bundles are kept once read. */
    public static Phrasebook of(String bundle, Language language) {
        Control control = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        return new Phrasebook(ResourceBundle.getBundle(bundle, language.locale(), control), language);
    }

    public String text(String key, List<?> values) {
        return PLACE.matcher(bundle.getString(key))
                .replaceAll(place -> Matcher.quoteReplacement(filled(place, values)));
    }

    private String filled(MatchResult place, List<?> values) {
        Object value = values.get(Integer.parseInt(place.group(1)));
        if (place.group(2) == null) {
            return value instanceof Wording wording ? wording.in(language) : String.valueOf(value);
        }
        return count(value) == 1 ? place.group(2) : place.group(3);
    }

    private static long count(Object value) {
        return switch (value) {
            case Number number -> number.longValue();
            case Listing listing -> listing.items().size();
            default -> throw new IllegalArgumentException("A plural follows a number or a list, found " + value + ".");
        };
    }

    public Language language() {
        return language;
    }

    /** All templates, for a library that looks them up itself. */
    public ResourceBundle bundle() {
        return bundle;
    }
}
