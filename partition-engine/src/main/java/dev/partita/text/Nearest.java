package dev.partita.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Legal names in the order in which a person who typed another one may have meant them. */
public final class Nearest {
    /** What leaving out an end or a beginning counts, whatever its length. */
    private static final int BEGUN = 1;

    private static final int CONTAINED = 2;

    private Nearest() {}

    /** All names, the one with the fewest typing errors first; a part of a name is nearly the name. */
    public static List<String> first(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name)))
                .toList();
    }

    private static int distance(String typed, String name) {
        int errors = editDistance(typed, name.toLowerCase(Locale.ROOT));
        if (typed.isEmpty() || !name.toLowerCase(Locale.ROOT).contains(typed)) {
            return errors;
        }
        return Math.min(errors, name.toLowerCase(Locale.ROOT).startsWith(typed) ? BEGUN : CONTAINED);
    }

    /** Insertions, deletions and replacements that lead from one word to the other (Wagner and Fischer 1974). */
    private static int editDistance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
