package dev.partita.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.hardware.Clusters;
import dev.partita.plan.BillRates;
import dev.partita.plan.Plan;
import dev.partita.plan.Schedule;
import dev.partita.simulation.Simulation;
import dev.partita.simulation.Simulator;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BillTest {
    private static final BillRates OWN =
            new BillRates(OptionalDouble.of(2), Optional.of("2026-11-24"), OptionalDouble.of(500), 1.2, 0.4, 0.5);

    /** Two stages, four microbatches of one sample: 5 turns of 3 s, so 900 samples are 225 steps and 3,375 s. */
    private static Simulation step(Plan plan) {
        return Simulator.simulate(Plans.compiled(plan, FixedCosts.even(1, 2)));
    }

    private static Plan twoStages() {
        return Plans.pipeline(Models.chain(2), Machines.virtual(2), Plans.training(Schedule.GPIPE, 4));
    }

    @Test
    void every_figure_follows_from_the_one_before() {
        Simulation step = step(twoStages());
        long batch = twoStages().training().globalBatch();
        Bill bill = Bill.of(step, OWN, 225 * batch);
        assertThat(bill.steps()).isEqualTo(225);
        assertThat(bill.wallSeconds()).isCloseTo(225 * 15 / 0.5, within(1e-6));
        assertThat(bill.deviceHours()).isCloseTo(2 * bill.wallSeconds() / 3_600, within(1e-9));
        assertThat(bill.dollars().orElseThrow()).isCloseTo(2 * bill.deviceHours(), within(1e-9));
        assertThat(bill.kilowattHours().orElseThrow()).isCloseTo(bill.deviceHours() * 0.5 * 1.2, within(1e-9));
        assertThat(bill.kilogramsCarbon().orElseThrow())
                .isCloseTo(0.4 * bill.kilowattHours().orElseThrow(), within(1e-9));
    }

    @Test
    void a_step_begun_is_paid_in_full() {
        long batch = twoStages().training().globalBatch();
        assertThat(Bill.of(step(twoStages()), OWN, batch + 1).steps()).isEqualTo(2);
    }

    @Test
    void a_virtual_device_has_no_list_price_and_no_power() {
        Bill bill = Bill.of(step(twoStages()), BillRates.CATALOGUE, 1);
        assertThat(bill.dollars()).isEmpty();
        assertThat(bill.kilowattHours()).isEmpty();
        assertThat(bill.kilogramsCarbon()).isEmpty();
    }

    @Test
    void a_model_without_sequences_has_no_tokens_to_count() {
        assertThatThrownBy(() -> Bill.ofTokens(step(twoStages()), OWN, 1e9)).hasMessageContaining("--samples");
    }

    @Test
    void a_card_costs_the_median_of_its_list_prices() {
        Rates rates = Rates.of(Clusters.parse("a100-40g-sxm:1x8"), BillRates.CATALOGUE);
        assertThat(rates.prices()).extracting(Price::dollarsPerHour).containsExactly(1.99, 2.7447, 3.3996);
        assertThat(rates.dollarsPerDeviceHour()).hasValue(2.7447);
        assertThat(rates.wattsPerDevice()).hasValue(400);
    }

    @Test
    void prices_name_devices_of_the_catalogue() {
        assertThat(Clusters.presets())
                .allSatisfy(preset -> assertThat(preset.boardWatts()).isPresent());
        assertThat(Clusters.presets().stream()
                        .mapToInt(preset -> Price.of(preset.name()).size())
                        .sum())
                .isEqualTo(31);
    }

    /** Amodei and Hernandez 2018: 300,000 times from AlexNet to AlphaGo Zero, which the line passes within a year. */
    @Test
    void the_trend_leads_from_alexnet_to_alphago_zero() {
        HistoricRun zero = HistoricRun.named("AlphaGo Zero");
        assertThat(zero.high() / HistoricRun.named("AlexNet").high()).isBetween(2.9e5, 3.4e5);
        assertThat(ComputeTrend.reaches(zero.high())).isBetween(YearMonth.of(2017, 10), YearMonth.of(2018, 10));
        YearMonth month = YearMonth.of(2020, 5);
        assertThat(ComputeTrend.reaches(ComputeTrend.petaflopDays(month))).isEqualTo(month);
    }

    @Test
    void rates_out_of_range_are_refused_with_the_range() {
        assertThatThrownBy(() ->
                        new BillRates(OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(), 0.9, 0.4, 1))
                .hasMessage("bill.pue lies between 1 and 10, found 0.9.");
    }
}
