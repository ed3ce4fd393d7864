package dev.partita.operator;

import dev.partita.text.Sentence;

/** What the constructors of operators ask of sizes, whoever typed them. */
final class Sizes {
    /** No axis of a real layer comes near; products of a few of them still fit in 63 bits. */
    private static final long LARGEST = 1L << 31;

    private Sizes() {}

    static void positive(String operator, String what, long size) {
        atLeast(1, operator, what, size);
    }

    static void atLeast(long least, String operator, String what, long size) {
        between(least, LARGEST, operator, what, size);
    }

    static void between(long least, long most, String operator, String what, long size) {
        if (size < least || size > most) {
            throw new ShapeMismatch(Sentence.of("engine.operator.size", operator, least, most, what, size));
        }
    }

    static void even(String operator, String what, long size) {
        positive(operator, what, size);
        if (size % 2 != 0) {
            throw new ShapeMismatch(Sentence.of("engine.operator.even", operator, what, size));
        }
    }

    static void positiveNumber(String operator, String what, double number) {
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new ShapeMismatch(Sentence.of("engine.operator.positive", operator, what, number));
        }
    }
}
