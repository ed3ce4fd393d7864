package dev.partita.workbench;

import dev.partita.bill.Bill;
import dev.partita.bill.Rates;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import java.util.List;
import java.util.Locale;

/**
 * One line of a bill in words.
 *
 * @param how it is made: formula and source
 */
public record BillFigure(String name, String amount, String how) {
    /** All lines, from time to compute. */
    public static List<BillFigure> of(Messages messages, Bill bill) {
        String wall = Amounts.duration(messages, bill.wallSeconds());
        return List.of(
                new BillFigure(
                        messages.text("bill.wall"),
                        wall,
                        messages.text(
                                "bill.wall.how", Human.percent(bill.stated().availability()))),
                new BillFigure(
                        messages.text("bill.device_hours"),
                        Human.count(bill.deviceHours()),
                        messages.text("bill.device_hours.how", bill.devices(), wall)),
                new BillFigure(messages.text("bill.money"), Amounts.dollars(bill.dollars()), price(messages, bill)),
                new BillFigure(
                        messages.text("bill.energy"), Amounts.energy(bill.kilowattHours()), watts(messages, bill)),
                new BillFigure(
                        messages.text("bill.carbon"),
                        Amounts.mass(bill.kilogramsCarbon()),
                        messages.text("bill.carbon.how", bill.stated().kilogramsPerKilowattHour())),
                new BillFigure(
                        messages.text("bill.compute"),
                        Amounts.petaflopDays(bill.petaflopDays()),
                        messages.text("bill.compute.how", String.format(Locale.ROOT, "%.3g", bill.flops()))));
    }

    /** What is trained, in how many steps of which length. */
    public static String amount(Messages messages, Bill bill) {
        String steps = Human.count(bill.steps());
        String time = Human.seconds(bill.stepSeconds());
        return bill.tokens().isPresent()
                ? messages.text("bill.of_tokens", Human.count(bill.tokens().getAsDouble()), steps, time)
                : messages.text("bill.of_samples", Human.count(bill.samples()), steps, time);
    }

    private static String price(Messages messages, Bill bill) {
        Rates rates = bill.rates();
        String source = messages.text(rates.priceSource());
        return rates.dollarsPerDeviceHour().isPresent()
                ? messages.text("bill.money.how", Amounts.dollars(rates.dollarsPerDeviceHour()), source)
                : source;
    }

    private static String watts(Messages messages, Bill bill) {
        Rates rates = bill.rates();
        String source = messages.text(rates.wattsSource());
        return rates.wattsPerDevice().isPresent()
                ? messages.text(
                        "bill.energy.how",
                        Math.round(rates.wattsPerDevice().getAsDouble()),
                        source,
                        bill.stated().powerUsageEffectiveness())
                : source;
    }
}
