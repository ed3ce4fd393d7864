package dev.partita.workbench.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Steps from one to another, both included. */
public record StepRange(long first, long last) {
    public static final StepRange ALL = new StepRange(0, Long.MAX_VALUE);

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})?:(\\d{1,18})?");

    /** From a text such as {@code 100:200}, {@code 100:} or {@code :200}; empty for any other, or if it goes backwards. */
    public static Optional<StepRange> parse(String text) {
        Matcher range = RANGE.matcher(text.strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        return Optional.of(new StepRange(
                        first == null ? ALL.first : Long.parseLong(first),
                        last == null ? ALL.last : Long.parseLong(last)))
                .filter(found -> found.first <= found.last);
    }

    boolean has(long step) {
        return first <= step && step <= last;
    }
}
