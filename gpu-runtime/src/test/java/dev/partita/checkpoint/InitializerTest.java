package dev.partita.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.partita.graph.Parameter;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Constant;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Initialization.Uniform;
import dev.partita.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitializerTest {
    private static final Normal NORMAL = new Normal(0.02);

    @Test
    void an_element_has_its_value_whatever_is_drawn_before_it() {
        Parameter weight = parameter("decoder.0.mlp.up.weight", NORMAL, 50, 20);
        float[] whole = values(weight, 7);
        Initializer initializer = new Initializer(weight, 7);
        for (int element = whole.length - 1; element >= 0; element--) {
            assertThat(initializer.value(element)).isEqualTo(whole[element]);
        }
    }

    @Test
    void normal_values_have_their_mean_and_standard_deviation() {
        float[] values = values(parameter("weight", NORMAL, 1000, 1000), 1);
        double mean = stream(values).mapToDouble(i -> values[i]).average().orElseThrow();
        double variance =
                stream(values).mapToDouble(i -> values[i] * values[i]).average().orElseThrow();
        double fourth = stream(values)
                .mapToDouble(i -> Math.pow(values[i] / 0.02, 4))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(5 * 0.02 / 1000));
        assertThat(Math.sqrt(variance)).isCloseTo(0.02, within(5 * 0.02 / 1400));
        assertThat(fourth).isCloseTo(3, within(0.05));
    }

    @Test
    void neighbouring_elements_are_not_correlated() {
        float[] values = values(parameter("weight", new Normal(1), 1000, 100), 2);
        double product = IntStream.range(1, values.length)
                .mapToDouble(i -> values[i] * values[i - 1])
                .average()
                .orElseThrow();
        assertThat(product).isCloseTo(0, within(5 / Math.sqrt(values.length)));
    }

    @Test
    void uniform_values_fill_their_range() {
        float[] values = values(parameter("weight", new Uniform(0.5), 100, 1000), 3);
        DoubleSummaryStatistics found =
                stream(values).mapToDouble(i -> values[i]).summaryStatistics();
        assertThat(found.getMin()).isBetween(-0.5, -0.499);
        assertThat(found.getMax()).isBetween(0.499, 0.5);
        assertThat(found.getAverage()).isCloseTo(0, within(5 * 0.5 / Math.sqrt(3 * values.length)));
    }

    @Test
    void constants_are_themselves() {
        assertThat(values(parameter("gamma", Initialization.ONES, 3), 4)).containsExactly(1, 1, 1);
        assertThat(values(parameter("beta", new Constant(0.25), 2), 4)).containsExactly(0.25f, 0.25f);
    }

    @Test
    void another_seed_or_name_gives_other_values() {
        float[] values = values(parameter("a.weight", NORMAL, 64), 5);
        assertThat(values(parameter("a.weight", NORMAL, 64), 6)).isNotEqualTo(values);
        assertThat(values(parameter("b.weight", NORMAL, 64), 5)).isNotEqualTo(values);
    }

    /** Frozen bits: what a seed means may not change from one release or machine to the next. */
    @Test
    void a_seed_means_the_same_weights_for_ever() {
        float[] values = values(parameter("decoder.0.mlp.up.weight", NORMAL, 4), 42);
        assertThat(values).containsExactly(-0.010036074f, -0.026996894f, -0.0152637735f, -0.008962026f);
    }

    @Test
    void a_segment_of_another_length_is_refused() {
        MemorySegment segment = MemorySegment.ofArray(new float[3]);
        assertThatThrownBy(() -> Initializer.fill(parameter("weight", NORMAL, 2), 0, segment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes 8 bytes, found 12");
    }

    private static IntStream stream(float[] values) {
        return IntStream.range(0, values.length);
    }

    private static float[] values(Parameter parameter, long seed) {
        float[] values = new float[(int) parameter.shape().elements()];
        Initializer.fill(parameter, seed, MemorySegment.ofArray(values));
        return values;
    }

    private static Parameter parameter(String name, Initialization initialization, long... shape) {
        return new Parameter(name, Shape.of(shape), initialization);
    }
}
