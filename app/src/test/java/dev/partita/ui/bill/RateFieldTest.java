package dev.partita.ui.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.bill.Rates;
import dev.partita.hardware.Cluster;
import dev.partita.plan.BillRates;
import dev.partita.ui.Plans;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RateFieldTest {
    private static final BillRates OWN_PRICE =
            new BillRates(OptionalDouble.of(2.5), Optional.of("2026-11-24"), OptionalDouble.empty(), 1.2, 0.385, 1);

    @Test
    void a_catalogue_price_has_no_day_to_type_and_no_way_back() {
        List<RateField> fields = fields("a100-80g-sxm:1x2", BillRates.CATALOGUE);
        assertThat(fields).extracting(RateField::key).doesNotContain(RateField.PRICED_ON);
        assertThat(fields.getFirst()).isEqualTo(new RateField(RateField.PRICE, "1.79", Optional.empty()));
    }

    @Test
    void an_own_price_has_its_day_and_a_way_back_to_the_catalogue() {
        List<RateField> fields = fields("a100-80g-sxm:1x2", OWN_PRICE);
        assertThat(fields)
                .contains(
                        new RateField(RateField.PRICE, "2.5", Optional.of("catalogue")),
                        new RateField(RateField.PRICED_ON, "2026-11-24", Optional.empty()),
                        new RateField("bill.pue", "1.2", Optional.of("1.1")));
    }

    @Test
    void nobody_knows_what_a_virtual_device_costs() {
        assertThat(fields("virtual:2", BillRates.CATALOGUE).getFirst().value()).isEmpty();
    }

    private static List<RateField> fields(String cluster, BillRates stated) {
        Cluster devices = Plans.plan("gpt-mini", cluster).cluster();
        return RateField.of(stated, Rates.of(devices, stated));
    }
}
