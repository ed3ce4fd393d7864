package dev.partita.ui.field;

import dev.partita.quantity.InvalidQuantity;
import dev.partita.quantity.Quantities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arithmetic in fields: {@code 4*1024}, {@code 2 GiB / 2}, {@code (1 + 3) * 100 MB/s}. Text without an operator is left
 * as it was typed, and so is text that is no expression: who reads it then says what is wrong in their own words.
 */
public final class Expressions {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d{1,3}(?![A-Za-z]))?)\\s?([A-Za-zµμ]+(?:/s)?)?|([-+*/()]))\\s*");

    /** What a number counts; its base unit is what sums are written in. */
    private enum Unit {
        NONE(""),
        BYTES("B"),
        BANDWIDTH("B/s"),
        TIME("s");

        final String base;

        Unit(String base) {
            this.base = base;
        }
    }

    private record Value(BigDecimal amount, Unit unit) {}

    private static final class NoExpression extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final List<Object> tokens;
    private int next;

    private Expressions(List<Object> tokens) {
        this.tokens = tokens;
    }

    /** The value that a text stands for, as the parsers of settings take it. */
    public static String plain(String text) {
        return tokens(text)
                .filter(tokens -> tokens.size() > 1)
                .flatMap(tokens -> new Expressions(tokens).result())
                .orElse(text.strip());
    }

    private static Optional<List<Object>> tokens(String text) {
        List<Object> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.region(end, text.length()).lookingAt()) {
            try {
                tokens.add(matcher.group(3) != null ? matcher.group(3) : value(matcher.group(1), matcher.group(2)));
            } catch (InvalidQuantity unknownUnit) {
                return Optional.empty();
            }
            end = matcher.end();
        }
        return end == text.length() ? Optional.of(tokens) : Optional.empty();
    }

    private static Value value(String number, @org.jspecify.annotations.Nullable String unit) {
        if (unit == null) {
            return new Value(new BigDecimal(number), Unit.NONE);
        }
        BigDecimal amount = new BigDecimal(number);
        if (unit.endsWith("/s")) {
            return new Value(
                    amount.multiply(
                            BigDecimal.valueOf(Quantities.bandwidth("1" + unit).rate())),
                    Unit.BANDWIDTH);
        }
        if (unit.endsWith("s")) {
            return new Value(
                    amount.multiply(
                            BigDecimal.valueOf(Quantities.seconds("1" + unit).value())),
                    Unit.TIME);
        }
        return new Value(
                amount.multiply(BigDecimal.valueOf(Quantities.bytes("1" + unit).count())), Unit.BYTES);
    }

    private Optional<String> result() {
        try {
            Value value = sum();
            return next == tokens.size() ? Optional.of(written(value)) : Optional.empty();
        } catch (NoExpression | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static String written(Value value) {
        int places = value.unit() == Unit.BYTES ? 0 : 12;
        BigDecimal rounded = value.amount().setScale(places, RoundingMode.HALF_EVEN);
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros()).toPlainString()
                + value.unit().base;
    }

    private Value sum() {
        Value left = product();
        while (take("+") || (peek("-"))) {
            boolean minus = take("-");
            Value right = product();
            if (left.unit() != right.unit()) {
                throw new NoExpression();
            }
            left = new Value(
                    minus
                            ? left.amount().subtract(right.amount())
                            : left.amount().add(right.amount()),
                    left.unit());
        }
        return left;
    }

    private Value product() {
        Value left = factor();
        while (true) {
            if (take("*")) {
                left = times(left, factor());
            } else if (take("/")) {
                left = over(left, factor());
            } else {
                return left;
            }
        }
    }

    private static Value times(Value left, Value right) {
        if (left.unit() != Unit.NONE && right.unit() != Unit.NONE) {
            throw new NoExpression();
        }
        return new Value(left.amount().multiply(right.amount()), left.unit() == Unit.NONE ? right.unit() : left.unit());
    }

    private static Value over(Value left, Value right) {
        if (right.unit() != Unit.NONE && right.unit() != left.unit()) {
            throw new NoExpression();
        }
        return new Value(
                left.amount().divide(right.amount(), MathContext.DECIMAL64),
                right.unit() == left.unit() ? Unit.NONE : left.unit());
    }

    private Value factor() {
        if (take("-")) {
            Value value = factor();
            return new Value(value.amount().negate(), value.unit());
        }
        if (take("(")) {
            Value inner = sum();
            if (!take(")")) {
                throw new NoExpression();
            }
            return inner;
        }
        if (next < tokens.size() && tokens.get(next) instanceof Value value) {
            next++;
            return value;
        }
        throw new NoExpression();
    }

    private boolean peek(String operator) {
        return next < tokens.size() && tokens.get(next).equals(operator);
    }

    private boolean take(String operator) {
        boolean there = peek(operator);
        if (there) {
            next++;
        }
        return there;
    }
}
