package dev.partita.plan;

import java.util.Optional;
import java.util.OptionalDouble;

/** What runs are billed at, while it is being changed. */
final class RatesDraft {
    /** The word for the catalogue's figure. */
    static final String CATALOGUE = "catalogue";

    private OptionalDouble price;
    Optional<String> pricedOn;
    OptionalDouble watts;
    double powerUsage;
    double carbon;
    double availability;

    RatesDraft(BillRates rates) {
        price = rates.dollarsPerDeviceHour();
        pricedOn = rates.pricedOn();
        watts = rates.wattsPerDevice();
        powerUsage = rates.powerUsageEffectiveness();
        carbon = rates.kilogramsPerKilowattHour();
        availability = rates.availability();
    }

    /** Another price was read on another day. */
    void changePrice(String value) {
        OptionalDouble changed = own(value);
        if (!changed.equals(price)) {
            price = changed;
            pricedOn = Optional.empty();
        }
    }

    static OptionalDouble own(String value) {
        return value.equals(CATALOGUE) ? OptionalDouble.empty() : OptionalDouble.of(Numbers.number(value));
    }

    BillRates rates() {
        return new BillRates(price, pricedOn, watts, powerUsage, carbon, availability);
    }
}
