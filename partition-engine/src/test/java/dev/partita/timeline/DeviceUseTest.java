package dev.partita.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Plans;
import dev.partita.simulation.Simulator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceUseTest {
    private static final double ROUNDING = 1e-9;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_whole_step_is_what_the_metrics_say(long seed) {
        Timeline timeline = random(seed);
        assertThat(DeviceUse.between(timeline, 0, timeline.stepSeconds()))
                .isEqualTo(StepMetrics.of(timeline).devices());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void parts_add_up_to_the_whole(long seed) {
        Timeline timeline = random(seed);
        double step = timeline.stepSeconds();
        double cut = step * new Random(seed).nextDouble(0.1, 0.9);
        List<DeviceUse> whole = DeviceUse.between(timeline, 0, step);
        List<DeviceUse> before = DeviceUse.between(timeline, 0, cut);
        List<DeviceUse> after = DeviceUse.between(timeline, cut, step);
        for (DeviceUse use : whole) {
            assertThat(seconds(before, use.device(), cut) + seconds(after, use.device(), step - cut))
                    .isCloseTo(use.busyFraction() * step, within(ROUNDING));
        }
    }

    private static double seconds(List<DeviceUse> uses, int device, double span) {
        return uses.stream()
                .filter(use -> use.device() == device)
                .mapToDouble(use -> use.busyFraction() * span)
                .sum();
    }

    private static Timeline random(long seed) {
        return Simulator.simulate(
                        Plans.compiled(Plans.random(new Random(seed), 2 + (int) (seed % 3)), FixedCosts.sharedCores(1)))
                .timeline();
    }
}
