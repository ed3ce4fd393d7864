package dev.partita.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.program.TaskLayers;
import dev.partita.timeline.Lane;
import dev.partita.timeline.Timeline;
import dev.partita.ui.SampleStep;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayerSlicesTest {
    private static final String LAYER = "decoder/0/mlp/up";

    private final Timeline step = SampleStep.of("gpt-mini", "a100-80g-sxm:1x4");
    private final StepLanes lanes = StepLanes.of(step);

    @Test
    void a_layer_marks_what_computes_or_updates_it_and_nothing_else() {
        BitSet marked = LayerSlices.of(lanes, Optional.of(step.program()), Set.of(LAYER));
        assertThat(marked.isEmpty()).isFalse();
        for (Track track : lanes.tracks()) {
            for (int entry : track.entries()) {
                int task = lanes.task(entry).orElseThrow();
                assertThat(marked.get(entry))
                        .isEqualTo(track.lane() == Lane.COMPUTE
                                && TaskLayers.of(step.program(), task).contains(LAYER));
            }
        }
    }

    @Test
    void without_a_known_program_nothing_is_marked() {
        assertThat(LayerSlices.of(lanes, Optional.empty(), Set.of(LAYER)).isEmpty())
                .isTrue();
    }
}
