package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.bill.Bill;
import dev.partita.bill.ComputeTrend;
import dev.partita.bill.HistoricRun;
import dev.partita.bill.Price;
import dev.partita.bill.PublishedEstimate;
import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.workbench.Amounts;
import dev.partita.workbench.BillFigure;
import dev.partita.workbench.PlanCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What {@code bill} says: the components are the keys that scripts rely on. */
record BillOutput(
        @JsonIgnore String title,
        @JsonIgnore Bill bill,
        String plan,
        String profile,
        long samples,
        OptionalDouble tokens,
        long steps,
        double stepSeconds,
        int devices,
        double availability,
        double wallSeconds,
        double deviceHours,
        OptionalDouble dollarsPerDeviceHour,
        String priceSource,
        OptionalDouble dollars,
        OptionalDouble wattsPerDevice,
        double powerUsageEffectiveness,
        OptionalDouble kilowattHours,
        double kilogramsPerKilowattHour,
        OptionalDouble kilogramsCarbon,
        double modelFlops,
        double petaflopDays,
        String trendReachesIn,
        List<Price> prices,
        List<Past> history,
        List<Estimate> gpt3Estimates)
        implements Report {
    /** Lines of the history shown above and below this bill's compute. */
    private static final int NEIGHBOURS = 2;

    /** Bounds as words: {@code exact}, {@code about} or {@code below}. */
    record Past(String model, String published, double lowPetaflopDays, double highPetaflopDays, String bound) {
        static Past of(HistoricRun run) {
            return new Past(
                    run.model(),
                    run.published().toString(),
                    run.low(),
                    run.high(),
                    run.bound().name().toLowerCase(Locale.ROOT));
        }
    }

    record Estimate(String who, OptionalDouble dollars, OptionalDouble megawattHours, String basis) {}

    static BillOutput of(Messages messages, PlanCheck check, Bill bill) {
        return new BillOutput(
                PlanTitle.of(messages, check),
                bill,
                check.planName(),
                check.profile().name(),
                bill.samples(),
                bill.tokens(),
                bill.steps(),
                bill.stepSeconds(),
                bill.devices(),
                bill.stated().availability(),
                bill.wallSeconds(),
                bill.deviceHours(),
                bill.rates().dollarsPerDeviceHour(),
                messages.text(bill.rates().priceSource()),
                bill.dollars(),
                bill.rates().wattsPerDevice(),
                bill.stated().powerUsageEffectiveness(),
                bill.kilowattHours(),
                bill.stated().kilogramsPerKilowattHour(),
                bill.kilogramsCarbon(),
                bill.flops(),
                bill.petaflopDays(),
                ComputeTrend.reaches(bill.petaflopDays()).toString(),
                bill.rates().prices(),
                HistoricRun.all().stream().map(Past::of).toList(),
                PublishedEstimate.ofGpt3().stream()
                        .map(estimate -> new Estimate(
                                estimate.who(),
                                estimate.dollars(),
                                estimate.megawattHours(),
                                messages.text(estimate.basis())))
                        .toList());
    }

    @Override
    public List<String> lines(Messages messages) {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add(BillFigure.amount(messages, bill));
        lines.add("");
        lines.addAll(figures(messages).lines());
        if (availability == 1) {
            lines.add("");
            lines.add(messages.text("bill.availability.hint"));
        }
        lines.add("");
        lines.addAll(history(messages).lines());
        lines.add(messages.text("bill.trend", String.valueOf(ComputeTrend.DOUBLING_MONTHS), trendReachesIn));
        lines.add("");
        lines.add(messages.text("bill.gpt3"));
        lines.addAll(estimates(messages).lines());
        return lines;
    }

    private Table figures(Messages messages) {
        List<BillFigure> figures = BillFigure.of(messages, bill);
        Table table = new Table(cells(figures.getFirst())).left(2);
        figures.stream().skip(1).forEach(figure -> table.row(cells(figure)));
        return table;
    }

    private static List<String> cells(BillFigure figure) {
        return List.of(figure.name(), figure.amount(), figure.how());
    }

    private Table history(Messages messages) {
        Table table = new Table(List.of(
                messages.text("bill.history"), messages.text("bill.petaflop_days"), messages.text("bill.published")));
        List<HistoricRun> sorted = HistoricRun.all().stream()
                .sorted(Comparator.comparingDouble(HistoricRun::high))
                .toList();
        int own = (int) sorted.stream().filter(run -> run.high() < petaflopDays).count();
        for (int i = Math.max(0, own - NEIGHBOURS); i < Math.min(sorted.size(), own + NEIGHBOURS); i++) {
            if (i == own) {
                table.row(List.of(messages.text("bill.this"), Amounts.petaflopDays(petaflopDays), ""));
            }
            HistoricRun run = sorted.get(i);
            table.row(List.of(
                    run.model(), Amounts.petaflopDays(run), run.published().toString()));
        }
        if (own == sorted.size()) {
            table.row(List.of(messages.text("bill.this"), Amounts.petaflopDays(petaflopDays), ""));
        }
        return table;
    }

    private Table estimates(Messages messages) {
        Table table = new Table(List.of(
                        messages.text("bill.this"), Amounts.dollars(dollars), Amounts.energy(kilowattHours), ""))
                .left(3);
        for (PublishedEstimate estimate : PublishedEstimate.ofGpt3()) {
            table.row(List.of(
                    estimate.who(),
                    Amounts.dollars(estimate.dollars()),
                    Amounts.energy(Amounts.kilowattHours(estimate.megawattHours())),
                    messages.text(estimate.basis())));
        }
        return table;
    }
}
