package dev.partita.ui.bill;

import dev.partita.bill.HistoricRun;
import dev.partita.ui.chart.LogAxis;
import java.time.YearMonth;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Years to the right, compute upwards by powers of ten.
 *
 * @param petaflopDays with room for all that is known and for the plan
 */
record HistoryAxes(LogAxis petaflopDays, double left, double top, double right, double bottom) {
    static final int FIRST_YEAR = 2012;

    /** The year whose first day ends the axis. */
    static final int END_YEAR = 2027;

    static LogAxis around(OptionalDouble plan) {
        DoubleStream history = HistoricRun.all().stream().mapToDouble(HistoricRun::high);
        var range = DoubleStream.concat(history, plan.stream().filter(compute -> compute > 0))
                .summaryStatistics();
        return LogAxis.around(range.getMin(), range.getMax() * 2);
    }

    double x(YearMonth month) {
        double years = month.getYear() - FIRST_YEAR + (month.getMonthValue() - 0.5) / 12;
        return left + years / (END_YEAR - FIRST_YEAR) * (right - left);
    }

    double x(int year) {
        return left + (double) (year - FIRST_YEAR) / (END_YEAR - FIRST_YEAR) * (right - left);
    }

    double y(double compute) {
        return bottom - petaflopDays.share(compute) * (bottom - top);
    }
}
