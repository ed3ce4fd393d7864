package dev.partita.history;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user says of a run.
 *
 * @param text in the user's words; empty for nothing
 * @param tags words to find it by, without spaces or commas
 */
public record RunNote(String text, SortedSet<String> tags) {
    public static final RunNote NONE = new RunNote("", new TreeSet<>());

    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_TAG = 60;
    private static final int MOST_TAGS = 32;

    /** What is too long is cut, for a note is a note. */
    public RunNote {
        text = cut(text.strip(), LONGEST_TEXT);
        tags = Collections.unmodifiableSortedSet(tags.stream()
                .map(tag -> cut(tag.strip(), LONGEST_TAG))
                .filter(tag -> !tag.isEmpty())
                .limit(MOST_TAGS)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** @param tags separated by spaces or commas */
    public static RunNote of(String text, String tags) {
        return new RunNote(text, Stream.of(tags.split("[\\s,，]+")).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(longest, text.length()));
    }
}
