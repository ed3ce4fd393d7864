package dev.partita.ui.command;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command line with the same effect as something done in the window. */
public record ShellLine(List<String> words) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    public ShellLine {
        words = List.copyOf(words);
    }

    /** @param words after {@code partita} */
    public static ShellLine of(String... words) {
        return new ShellLine(
                Stream.concat(Stream.of("partita"), Stream.of(words)).toList());
    }

    /** To be pasted into a shell of this system. */
    public String text() {
        return text(System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    String text(boolean windows) {
        return words.stream()
                .map(word -> windows ? quotedForWindows(word) : quoted(word))
                .collect(Collectors.joining(" "));
    }

    /** Nothing is special within single quotes but the quote itself. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String quotedForWindows(String word) {
        return PLAIN.matcher(word).matches() ? word : "\"" + word.replace("\"", "\\\"") + "\"";
    }
}
