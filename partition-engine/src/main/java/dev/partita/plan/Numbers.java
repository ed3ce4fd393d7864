package dev.partita.plan;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Plain numbers as people type them; an unreadable one continues a sentence that begins with its key. */
final class Numbers {
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(?:\\.\\d{0,30})?(?:[eE][-+]?\\d{1,3})?");

    /** What was wanted and what was found. */
    static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    private Numbers() {}

    /** A whole number of 1 or more. */
    static long count(String text) {
        if (!COUNT.matcher(text).matches() || Long.parseLong(text) < 1) {
            throw new Unreadable("is a whole number of 1 or more, such as 8, found \"" + text + "\".");
        }
        return Long.parseLong(text);
    }

    /** A whole number of 0 or more. */
    static int steps(String text) {
        if (!COUNT.matcher(text).matches() || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new Unreadable("is a whole number of 0 to " + Integer.MAX_VALUE + ", found \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }

    static double number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new Unreadable("is a number such as 0.001 or 1e-3, found \"" + text + "\".");
        }
        return new BigDecimal(text).doubleValue();
    }
}
