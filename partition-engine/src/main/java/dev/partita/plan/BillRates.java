package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run on the project's cluster is billed at. An empty rate is the catalogue's for the cluster's card.
 *
 * @param dollarsPerDeviceHour price of one device for one hour, in US dollars
 * @param pricedOn the day that price was read, as {@code 2026-11-24}; only with a price
 * @param wattsPerDevice mean power of one device while it trains
 * @param powerUsageEffectiveness power of the whole building per power of its devices; 1 or more
 * @param kilogramsPerKilowattHour CO2 of one kWh where the cluster stands
 * @param availability share of the wall-clock time that the run makes progress: what failures, restarts and waiting leave
 */
public record BillRates(
        OptionalDouble dollarsPerDeviceHour,
        Optional<String> pricedOn,
        OptionalDouble wattsPerDevice,
        double powerUsageEffectiveness,
        double kilogramsPerKilowattHour,
        double availability) {
    /** Power usage and CO2 as the LLaMA report states them (Touvron et al. 2023); nothing lost to failures. */
    public static final BillRates CATALOGUE =
            new BillRates(OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(), 1.1, 0.385, 1);

    public BillRates {
        if (dollarsPerDeviceHour.isPresent()) {
            within("bill.price", dollarsPerDeviceHour.getAsDouble(), 0, 1e6);
        }
        if (wattsPerDevice.isPresent()) {
            within("bill.watts", wattsPerDevice.getAsDouble(), 0, 1e6);
        }
        within("bill.pue", powerUsageEffectiveness, 1, 10);
        within("bill.carbon", kilogramsPerKilowattHour, 0, 10);
        within("bill.availability", availability, 0.01, 1);
        pricedOn.ifPresent(BillRates::date);
    }

    private static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new Refusal(Sentence.of("engine.bill.range", key, number(least), number(most), number(value)));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static void date(String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new Refusal(Sentence.of("engine.bill.date", text));
        }
    }
}
