package dev.partita.text;

import java.util.List;

/**
 * Several things in one sentence: {@code a, b and c}.
 *
 * @param shown how many are named; the others are counted: {@code a, b and 4 more}
 */
public record Listing(Kind kind, List<Object> items, int shown) implements Wording {
    /** What holds a list together. */
    public enum Kind {
        AND,
        OR,
        /** Nothing but commas: names to choose from. */
        NAMES,
        /** Parts of a sentence, one after the other. */
        CLAUSES,
        /** Parts that could be sentences of their own. */
        FINDINGS
    }

    public Listing {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("A list in a sentence has at least 1 item, found none.");
        }
    }

    /** {@code a}, {@code a and b}, {@code a, b and 4 more}. */
    public static Listing and(List<?> items, int shown) {
        return new Listing(Kind.AND, List.copyOf(items), shown);
    }

    /** {@code a}, {@code a or b}. */
    public static Listing or(List<?> items) {
        return all(Kind.OR, items);
    }

    /** {@code a, b, c}. */
    public static Listing names(List<?> items) {
        return all(Kind.NAMES, items);
    }

    public static Listing clauses(List<?> items) {
        return all(Kind.CLAUSES, items);
    }

    public static Listing findings(List<?> items) {
        return all(Kind.FINDINGS, items);
    }

    private static Listing all(Kind kind, List<?> items) {
        return new Listing(kind, List.copyOf(items), items.size());
    }

    @Override
    public String in(Language language) {
        int named = Math.min(shown, items.size());
        Object text = items.getFirst();
        for (int i = 1; i < named; i++) {
            text = i == items.size() - 1 ? last(text, items.get(i)) : Sentence.of(comma(), text, items.get(i));
        }
        if (named < items.size()) {
            text = Sentence.of("engine.list.more", text, items.size() - named, items.size());
        }
        return text instanceof Wording wording ? wording.in(language) : text.toString();
    }

    private String comma() {
        return switch (kind) {
            case AND, OR, NAMES -> "engine.list.comma";
            case CLAUSES -> "engine.list.clause";
            case FINDINGS -> "engine.list.finding";
        };
    }

    private Sentence last(Object before, Object item) {
        return switch (kind) {
            case AND -> Sentence.of("engine.list.and", before, item);
            case OR -> Sentence.of("engine.list.or", before, item);
            case NAMES, CLAUSES, FINDINGS -> Sentence.of(comma(), before, item);
        };
    }

    @Override
    public String toString() {
        return in(Language.ENGLISH);
    }
}
