package dev.partita.deduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Clusters;
import dev.partita.operator.Division.Kind;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.sharding.Axis;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeductionTest {
    private static final ModelGraph GPT = Templates.named("gpt3-6.7b").graph();

    private static Deduction.Result divide(Rule... rules) {
        Placement placement = new Placement(List.of(rules));
        Training training =
                new Training(64, 8, Schedule.GPIPE, new Optimizer.Sgd(0, 0), LearningRate.constant(1e-4), 0);
        return Deduction.of(GPT, GPT.shapes(8), placement.deciding(GPT), Clusters.parse("a100-80g-sxm:1x8"), training);
    }

    private static Rule on(int devices, Map<String, String> splits, Axis... axes) {
        return new Rule("**", IntStream.range(0, devices).boxed().toList(), List.of(axes), splits);
    }

    private static Kind kind(Deduction.Result result, String layer, int axis) {
        return result.layers().get(layer).divisions().get(axis).kind();
    }

    @Test
    void a_tensor_axis_divides_a_block_as_megatron_does() {
        Deduction.Result result = divide(on(4, Map.of(), new Axis("tensor", 4)));
        assertThat(kind(result, "decoder/3/attention/qkv", 0)).isEqualTo(Kind.COLUMNS);
        assertThat(kind(result, "decoder/3/attention/attention", 0)).isEqualTo(Kind.HEADS);
        assertThat(kind(result, "decoder/3/attention/projection", 0)).isEqualTo(Kind.ROWS);
        assertThat(kind(result, "decoder/3/mlp/up", 0)).isEqualTo(Kind.COLUMNS);
        assertThat(kind(result, "decoder/3/mlp/down", 0)).isEqualTo(Kind.ROWS);
    }

    @Test
    void a_data_axis_divides_samples_everywhere() {
        Deduction.Result result = divide(on(8, Map.of(), new Axis("data", 2), new Axis("tensor", 4)));
        assertThat(result.layers().values())
                .allSatisfy(
                        layer -> assertThat(layer.divisions().getFirst().kind()).isEqualTo(Kind.BATCH));
    }

    @Test
    void what_no_layer_offers_is_refused_with_what_they_do_offer() {
        Deduction.Result result = divide(on(3, Map.of("heads", "heads"), new Axis("heads", 3)));
        assertThat(result.problems())
                .singleElement()
                .isInstanceOfSatisfying(
                        DivisionProblem.NotOffered.class,
                        problem -> assertThat(problem.sizes()).contains(2, 4));
    }
}
