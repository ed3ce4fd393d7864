package dev.partita.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes runs of names that count up as one pattern: {@code decoder/4}, {@code decoder/5} as {@code decoder/{4..5}}. */
final class NumberRanges {
    /** A number at the end without leading zeros, short enough for a rule's range. */
    private static final Pattern NUMBER_LAST = Pattern.compile("(.*?)(0|[1-9]\\d{0,4})");

    private NumberRanges() {}

    static List<String> folded(List<String> names) {
        List<String> patterns = new ArrayList<>();
        for (int start = 0; start < names.size(); ) {
            int end = start + 1;
            while (end < names.size() && follows(names.get(end - 1), names.get(end))) {
                end++;
            }
            patterns.add(end == start + 1 ? names.get(start) : range(names.get(start), names.get(end - 1)));
            start = end;
        }
        return patterns;
    }

    private static boolean follows(String name, String next) {
        Matcher here = NUMBER_LAST.matcher(name);
        Matcher there = NUMBER_LAST.matcher(next);
        return here.matches()
                && there.matches()
                && here.group(1).equals(there.group(1))
                && Integer.parseInt(here.group(2)) + 1 == Integer.parseInt(there.group(2));
    }

    private static String range(String first, String last) {
        Matcher from = NUMBER_LAST.matcher(first);
        Matcher to = NUMBER_LAST.matcher(last);
        if (!from.matches() || !to.matches()) {
            throw new IllegalArgumentException("A run of names ends in numbers, found " + first + " to " + last + ".");
        }
        return from.group(1) + "{" + from.group(2) + ".." + to.group(2) + "}";
    }
}
