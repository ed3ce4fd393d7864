package dev.partita.ui.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.program.BufferKind;
import dev.partita.timeline.MemoryOverTime;
import dev.partita.timeline.Timeline;
import dev.partita.ui.SampleStep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTest {
    private static final Timeline STEP = SampleStep.of("gpt-mini", "a100-80g-sxm:1x4");
    private static final MemoryOverTime MEMORY = MemoryOverTime.of(STEP, 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 5000})
    void no_peak_is_lost_however_few_pixels_there_are(int columns) {
        Stack stack = new Stack(MEMORY, STEP.stepSeconds(), columns);
        long highest = 0;
        for (int column = 0; column < columns; column++) {
            highest = Math.max(highest, stack.top(BufferKind.COMMUNICATION, column));
        }
        assertThat(highest).isEqualTo(MEMORY.liveBytes(MEMORY.peak()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 99})
    void the_band_at_a_height_is_the_one_that_is_painted_there(int column) {
        Stack stack = new Stack(MEMORY, STEP.stepSeconds(), 100);
        assertThat(stack.at(column, 0)).contains(BufferKind.WEIGHTS);
        assertThat(stack.at(column, stack.top(BufferKind.WEIGHTS, column))).contains(BufferKind.GRADIENTS);
        assertThat(stack.at(column, stack.top(BufferKind.COMMUNICATION, column) + 1.0))
                .isEmpty();
    }
}
