package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.bill.Bill;
import dev.partita.bill.ComputeTrend;
import dev.partita.bill.HistoricRun;
import dev.partita.bill.Price;
import dev.partita.bill.PublishedEstimate;
import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import dev.partita.workbench.Amounts;
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
        lines.add(amount(messages));
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

    private String amount(Messages messages) {
        String time = Human.seconds(stepSeconds);
        return tokens.isPresent()
                ? messages.text("bill.of_tokens", Human.count(tokens.getAsDouble()), Human.count(steps), time)
                : messages.text("bill.of_samples", Human.count(samples), Human.count(steps), time);
    }

    private Table figures(Messages messages) {
        Table table = new Table(List.of(
                        messages.text("bill.wall"),
                        Amounts.duration(messages, wallSeconds),
                        messages.text("bill.wall.how", Human.percent(availability))))
                .left(2);
        table.row(List.of(
                messages.text("bill.device_hours"),
                Human.count(deviceHours),
                messages.text("bill.device_hours.how", devices, Amounts.duration(messages, wallSeconds))));
        table.row(List.of(messages.text("bill.money"), Amounts.dollars(dollars), price(messages)));
        table.row(List.of(messages.text("bill.energy"), Amounts.energy(kilowattHours), watts(messages)));
        table.row(List.of(
                messages.text("bill.carbon"),
                Amounts.mass(kilogramsCarbon),
                messages.text("bill.carbon.how", kilogramsPerKilowattHour)));
        table.row(List.of(
                messages.text("bill.compute"),
                Amounts.petaflopDays(petaflopDays),
                messages.text("bill.compute.how", String.format(Locale.ROOT, "%.3g", modelFlops))));
        return table;
    }

    private String price(Messages messages) {
        return dollarsPerDeviceHour.isPresent()
                ? messages.text("bill.money.how", Amounts.dollars(dollarsPerDeviceHour), priceSource)
                : priceSource;
    }

    private String watts(Messages messages) {
        String source = messages.text(bill.rates().wattsSource());
        return wattsPerDevice.isPresent()
                ? messages.text(
                        "bill.energy.how", Math.round(wattsPerDevice.getAsDouble()), source, powerUsageEffectiveness)
                : source;
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
