package dev.partita.plan;

import dev.partita.text.Sentence;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Plain numbers as people type them. */
final class Numbers {
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(?:\\.\\d{0,30})?(?:[eE][-+]?\\d{1,3})?");

    /** The complaint about a text, for whoever knows which setting it is a value of. */
    static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String complaint;
        private final String found;

        Unreadable(String complaint, String found) {
            super(found);
            this.complaint = complaint;
            this.found = found;
        }

        Sentence about(String key) {
            return Sentence.of(complaint, key, found);
        }
    }

    private Numbers() {}

    /** A whole number of 1 or more. */
    static long count(String text) {
        if (!COUNT.matcher(text).matches() || Long.parseLong(text) < 1) {
            throw new Unreadable("engine.set.count", text);
        }
        return Long.parseLong(text);
    }

    /** A whole number of 0 or more. */
    static int steps(String text) {
        if (!COUNT.matcher(text).matches() || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new Unreadable("engine.set.steps", text);
        }
        return Integer.parseInt(text);
    }

    static double number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Unreadable("engine.set.number", text);
        }
        return new BigDecimal(text).doubleValue();
    }
}
