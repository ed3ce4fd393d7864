package dev.partita.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression for the whole numbers of a range, written digit by digit: one that names every number has to try
 * them all on every layer, and ranges of hundreds of blocks are asked about ten thousand layers.
 */
final class NumberRegex {
    private NumberRegex() {}

    /** Numbers as they are written without leading zeros; {@code first} is not negative, nor above {@code last}. */
    static String of(int first, int last) {
        List<String> either = new ArrayList<>();
        int from = first;
        for (int digits = digits(first); digits < digits(last); digits++) {
            int largest = Integer.parseInt("9".repeat(digits));
            either.add(between(String.valueOf(from), String.valueOf(largest)));
            from = largest + 1;
        }
        either.add(between(String.valueOf(from), String.valueOf(last)));
        return oneOf(either);
    }

    private static int digits(int number) {
        return String.valueOf(number).length();
    }

    /** Both of the same length. */
    private static String between(String first, String last) {
        int rest = first.length() - 1;
        if (first.equals(last)) {
            return first;
        }
        if (first.equals("0".repeat(rest + 1)) && last.equals("9".repeat(rest + 1))) {
            return "[0-9]{" + (rest + 1) + "}";
        }
        char low = first.charAt(0);
        char high = last.charAt(0);
        if (low == high) {
            return low + between(first.substring(1), last.substring(1));
        }
        if (rest == 0) {
            return "[" + low + "-" + high + "]";
        }
        List<String> either = new ArrayList<>();
        either.add(low + between(first.substring(1), "9".repeat(rest)));
        if (low + 1 < high) {
            either.add("[" + (char) (low + 1) + "-" + (char) (high - 1) + "][0-9]{" + rest + "}");
        }
        either.add(high + between("0".repeat(rest), last.substring(1)));
        return oneOf(either);
    }

    private static String oneOf(List<String> either) {
        return either.size() == 1 ? either.getFirst() : "(?:" + String.join("|", either) + ")";
    }
}
