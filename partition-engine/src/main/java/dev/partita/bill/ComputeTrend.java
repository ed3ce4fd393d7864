package dev.partita.bill;

import java.time.YearMonth;

/**
 * The largest trainings from AlexNet to AlphaGo Zero: their compute doubled every 3.4 months (Amodei and Hernandez, AI and
 * Compute, 2018). The line starts at AlexNet; it is no forecast.
 */
public final class ComputeTrend {
    public static final double DOUBLING_MONTHS = 3.4;

    private static final HistoricRun START = HistoricRun.named("AlexNet");

    private ComputeTrend() {}

    /** Petaflop/s-days of the line in a month. */
    public static double petaflopDays(YearMonth month) {
        return START.high() * Math.pow(2, monthsAfterStart(month) / DOUBLING_MONTHS);
    }

    /** The month in which the line reaches a compute; before AlexNet for less than AlexNet's. */
    public static YearMonth reaches(double petaflopDays) {
        double doublings = Math.log(petaflopDays / START.high()) / Math.log(2);
        return START.published().plusMonths(Math.round(doublings * DOUBLING_MONTHS));
    }

    private static long monthsAfterStart(YearMonth month) {
        return month.getYear() * 12L
                + month.getMonthValue()
                - START.published().getYear() * 12L
                - START.published().getMonthValue();
    }
}
