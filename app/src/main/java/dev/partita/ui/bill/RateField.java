package dev.partita.ui.bill;

import dev.partita.bill.Rates;
import dev.partita.plan.BillRates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rate as its field shows it.
 *
 * @param key of {@code partita set}
 * @param value in force; empty text where nobody knows it
 * @param usual what the way back leads to; empty where it is in force
 */
record RateField(String key, String value, Optional<String> usual) {
    static final String PRICE = "bill.price";
    static final String PRICED_ON = "bill.priced_on";

    /** The word for the catalogue's figure. */
    static final String CATALOGUE = "catalogue";

    /** Rates whose own figure can be given up for the catalogue's. */
    static boolean catalogued(String key) {
        return key.equals(PRICE) || key.equals("bill.watts");
    }

    /** All of a project's; the day of a price only where the price is the project's own. */
    static List<RateField> of(BillRates stated, Rates rates) {
        BillRates usual = BillRates.CATALOGUE;
        List<RateField> fields = new ArrayList<>();
        fields.add(catalogued(PRICE, stated.dollarsPerDeviceHour(), rates.dollarsPerDeviceHour()));
        if (stated.dollarsPerDeviceHour().isPresent()) {
            fields.add(new RateField(PRICED_ON, stated.pricedOn().orElse(""), Optional.empty()));
        }
        fields.add(catalogued("bill.watts", stated.wattsPerDevice(), rates.wattsPerDevice()));
        fields.add(plain("bill.pue", stated.powerUsageEffectiveness(), usual.powerUsageEffectiveness()));
        fields.add(plain("bill.carbon", stated.kilogramsPerKilowattHour(), usual.kilogramsPerKilowattHour()));
        fields.add(plain("bill.availability", stated.availability(), usual.availability()));
        return List.copyOf(fields);
    }

    private static RateField catalogued(String key, OptionalDouble own, OptionalDouble inForce) {
        return new RateField(
                key,
                inForce.isPresent() ? number(inForce.getAsDouble()) : "",
                own.isPresent() ? Optional.of(CATALOGUE) : Optional.empty());
    }

    private static RateField plain(String key, double value, double usual) {
        return new RateField(key, number(value), value == usual ? Optional.empty() : Optional.of(number(usual)));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
