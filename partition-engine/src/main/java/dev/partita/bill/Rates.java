package dev.partita.bill;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.hardware.DeviceModel;
import dev.partita.hardware.Preset;
import dev.partita.plan.BillRates;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What one device of a cluster costs and draws, with where the figure comes from. Empty where nobody says: a virtual device
 * has no list price.
 *
 * @param prices that the catalogue knows for the card, whether or not the project states its own
 */
public record Rates(
        OptionalDouble dollarsPerDeviceHour,
        Sentence priceSource,
        OptionalDouble wattsPerDevice,
        Sentence wattsSource,
        List<Price> prices) {
    public Rates {
        prices = List.copyOf(prices);
    }

    /** The project's own rates, or the catalogue's for the cluster's cards, which are all alike. */
    public static Rates of(Cluster cluster, BillRates stated) {
        DeviceModel device = cluster.device(0);
        List<Price> prices = Price.of(device.name());
        OptionalDouble own = stated.dollarsPerDeviceHour();
        OptionalDouble watts = stated.wattsPerDevice();
        return new Rates(
                own.isPresent() ? own : Price.median(prices),
                own.isPresent() ? ownPrice(stated) : listed(device, prices),
                watts.isPresent() ? watts : boardWatts(device),
                watts.isPresent() ? Sentence.of("engine.bill.own_watts") : board(device),
                prices);
    }

    private static Sentence ownPrice(BillRates stated) {
        return stated.pricedOn()
                .map(day -> Sentence.of("engine.bill.own_price_dated", day))
                .orElse(Sentence.of("engine.bill.own_price"));
    }

    private static Sentence listed(DeviceModel device, List<Price> prices) {
        return prices.isEmpty()
                ? Sentence.of("engine.bill.no_price", device.name())
                : Sentence.of(
                        "engine.bill.list_price",
                        prices.size(),
                        dollars(prices.getFirst().dollarsPerHour()),
                        dollars(prices.getLast().dollarsPerHour()),
                        prices.getFirst().asOf());
    }

    private static OptionalDouble boardWatts(DeviceModel device) {
        return Clusters.presets().stream()
                .filter(preset -> preset.name().equals(device.name()))
                .map(Preset::boardWatts)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static Sentence board(DeviceModel device) {
        return Sentence.of(
                boardWatts(device).isPresent() ? "engine.bill.board_watts" : "engine.bill.no_watts", device.name());
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "$%.2f", amount);
    }
}
