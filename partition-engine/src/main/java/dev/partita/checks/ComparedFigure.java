package dev.partita.checks;

import dev.partita.quantity.Human;
import dev.partita.text.Sentence;
import java.util.OptionalDouble;

/**
 * One number of two plans, of which the smaller is the better.
 *
 * @param first empty where the plan does not have it
 * @param second empty where the plan does not have it
 */
public record ComparedFigure(Sentence what, Unit unit, OptionalDouble first, OptionalDouble second) {
    /** What the number counts. */
    public enum Unit {
        SECONDS,
        BYTES,
        FRACTION;

        String human(double value) {
            return switch (this) {
                case SECONDS -> Human.seconds(value);
                case BYTES -> Human.bytes(Math.round(value));
                case FRACTION -> Human.percent(value);
            };
        }
    }

    /** Which of the two is better. */
    public enum Better {
        FIRST,
        SECOND,
        NEITHER
    }

    public String firstText() {
        return text(first);
    }

    public String secondText() {
        return text(second);
    }

    private String text(OptionalDouble value) {
        return value.isEmpty() ? "-" : unit.human(value.getAsDouble());
    }

    /** Numbers that read alike are as good as one another. */
    public Better better() {
        if (first.isEmpty() || second.isEmpty() || firstText().equals(secondText())) {
            return Better.NEITHER;
        }
        return first.getAsDouble() < second.getAsDouble() ? Better.FIRST : Better.SECOND;
    }

    /** By how much the second is more than the first, with a sign; empty where there is nothing to compare. */
    public String differenceText() {
        if (first.isEmpty() || second.isEmpty()) {
            return "";
        }
        double more = second.getAsDouble() - first.getAsDouble();
        String sign = better() == Better.NEITHER ? "" : more < 0 ? "−" : "+";
        String amount = unit.human(better() == Better.NEITHER ? 0 : Math.abs(more));
        return unit == Unit.FRACTION || first.getAsDouble() == 0 || sign.isEmpty()
                ? sign + amount
                : sign + amount + " (" + sign + Human.percent(Math.abs(more) / first.getAsDouble()) + ")";
    }
}
