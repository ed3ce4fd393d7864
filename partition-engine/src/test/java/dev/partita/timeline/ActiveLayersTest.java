package dev.partita.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.plan.Plan;
import dev.partita.plan.Schedule;
import dev.partita.simulation.Simulator;
import org.junit.jupiter.api.Test;

class ActiveLayersTest {
    /** Forward takes a second and backward two: block/0 0-1, block/1 1-2 and 2-4, block/0 4-6. */
    private static Timeline twoStages(int microbatches) {
        Plan plan = Plans.pipeline(Models.chain(2), Machines.virtual(2), Plans.training(Schedule.GPIPE, microbatches));
        return Simulator.simulate(Plans.compiled(plan, FixedCosts.even(1, 2))).timeline();
    }

    @Test
    void the_layer_of_the_running_kernel_is_active() {
        Timeline timeline = twoStages(1);
        assertThat(ActiveLayers.at(timeline, 0.5)).containsExactly("block/0");
        assertThat(ActiveLayers.at(timeline, 1.5)).containsExactly("block/1");
        assertThat(ActiveLayers.at(timeline, 3)).containsExactly("block/1");
        assertThat(ActiveLayers.at(timeline, 5)).containsExactly("block/0");
    }

    @Test
    void stages_of_different_microbatches_are_active_together() {
        assertThat(ActiveLayers.at(twoStages(2), 1.5)).containsExactly("block/0", "block/1");
    }

    @Test
    void within_a_segment_layers_take_turns() {
        Plan plan = Plans.pipeline(Models.chain(3), Machines.virtual(1), Plans.training(Schedule.GPIPE, 1));
        Timeline timeline =
                Simulator.simulate(Plans.compiled(plan, FixedCosts.even(1, 2))).timeline();
        assertThat(ActiveLayers.at(timeline, 1.5)).containsExactly("block/1");
        assertThat(ActiveLayers.at(timeline, 2.5)).containsExactly("block/2");
    }

    @Test
    void after_the_step_nothing_is_active() {
        assertThat(ActiveLayers.at(twoStages(1), 100)).isEmpty();
    }
}
