package dev.partita.workbench;

import dev.partita.bill.HistoricRun;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import java.util.Locale;
import java.util.OptionalDouble;

/** Amounts of a bill for people; what nobody knows is a dash. */
public final class Amounts {
    private static final String UNKNOWN = "-";
    private static final double DAY_SECONDS = 86_400;
    private static final double YEAR_DAYS = 365.25;

    private Amounts() {}

    /** Cents below a thousand dollars, then three digits and a prefix. */
    public static String dollars(OptionalDouble amount) {
        if (amount.isEmpty()) {
            return UNKNOWN;
        }
        double dollars = amount.getAsDouble();
        return "$" + (dollars < 1_000 ? String.format(Locale.ROOT, "%.2f", dollars) : Human.count(dollars));
    }

    public static String energy(OptionalDouble kilowattHours) {
        return kilowattHours.isEmpty() ? UNKNOWN : Human.count(kilowattHours.getAsDouble() * 1_000) + "Wh";
    }

    public static OptionalDouble kilowattHours(OptionalDouble megawattHours) {
        return megawattHours.isEmpty() ? megawattHours : OptionalDouble.of(megawattHours.getAsDouble() * 1_000);
    }

    public static String mass(OptionalDouble kilograms) {
        if (kilograms.isEmpty()) {
            return UNKNOWN;
        }
        double mass = kilograms.getAsDouble();
        return mass < 1_000
                ? String.format(Locale.ROOT, "%.3g kg", mass)
                : String.format(Locale.ROOT, mass < 100_000 ? "%.1f t" : "%,.0f t", mass / 1_000);
    }

    /** Days and years where hours would be too many. */
    public static String duration(Messages messages, double seconds) {
        double days = seconds / DAY_SECONDS;
        if (days >= 2 * YEAR_DAYS) {
            return messages.text("bill.years", String.format(Locale.ROOT, "%.1f", days / YEAR_DAYS));
        }
        if (days >= 2) {
            return messages.text("bill.days", String.format(Locale.ROOT, "%.1f", days));
        }
        return seconds >= 7_200
                ? messages.text("bill.hours", String.format(Locale.ROOT, "%.1f", seconds / 3_600))
                : Human.seconds(seconds);
    }

    /** Three digits, however small or large. */
    public static String petaflopDays(double amount) {
        return amount >= 1_000 ? String.format(Locale.ROOT, "%,.0f", amount) : digits(amount);
    }

    /** A published figure with how exact it is. */
    public static String petaflopDays(HistoricRun run) {
        return switch (run.bound()) {
            case EXACT ->
                run.low() == run.high() ? petaflopDays(run.high()) : digits(run.low()) + " / " + digits(run.high());
            case ABOUT -> "~" + petaflopDays(run.high());
            case BELOW -> "<" + petaflopDays(run.high());
        };
    }

    private static String digits(double amount) {
        if (amount == 0) {
            return "0";
        }
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(amount)));
        String text = String.format(Locale.ROOT, "%." + Math.min(12, decimals) + "f", amount);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
