package dev.partita.deduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.hardware.Clusters;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Concat;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Division.Kind;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.template.Templates;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelDivisionTest {
    private final GraphBuilder graph = new GraphBuilder("images");

    private Port image(long channels) {
        return graph.add("image", new Input("image", Shape.of(channels, 32, 32), DataType.FLOAT32));
    }

    private Port conv(String id, long inputs, long outputs, long groups, Port x) {
        return graph.add(id, new Conv2d(inputs, outputs, 3, 1, 1, groups, new Initialization.Normal(0.1)), x);
    }

    private static Deduction.Result byChannels(ModelGraph graph, int ranks) {
        List<Integer> devices = IntStream.range(0, ranks).boxed().toList();
        Rule rule = new Rule("**", devices, List.of(new Axis("model", ranks)), Map.of("model", "channels"));
        Training training =
                new Training(64, 8, Schedule.GPIPE, new Optimizer.Sgd(0, 0), LearningRate.constant(1e-4), 0);
        Placement placement = new Placement(List.of(rule));
        return Deduction.of(
                graph, graph.shapes(8), placement.deciding(graph), Clusters.parse("a100-80g-sxm:1x8"), training);
    }

    private static Distribution output(Deduction.Result result, String layer) {
        return result.layers().get(layer).output(0).axis(0);
    }

    private static Distribution input(Deduction.Result result, String layer) {
        return result.layers().get(layer).input(0).axis(0);
    }

    @Test
    void two_convolutions_through_many_channels_are_cut_as_megatron_cuts_an_mlp() {
        Port x = conv("wide", 16, 256, 1, image(16));
        conv("narrow", 256, 16, 1, graph.add("relu", new Activation(Function.RELU), x));
        Deduction.Result result = byChannels(graph.build(), 4);
        assertThat(input(result, "wide")).isEqualTo(Distribution.REPLICATE);
        assertThat(output(result, "wide")).isEqualTo(new Shard(1));
        assertThat(input(result, "narrow")).isEqualTo(new Shard(1));
        assertThat(output(result, "narrow")).isEqualTo(Distribution.REPLICATE);
    }

    @Test
    void groups_go_to_ranks_whole_where_they_are_enough_and_are_divided_within_otherwise() {
        conv("grouped", 32, 64, 2, image(32));
        ModelGraph model = graph.build();
        assertThat(output(byChannels(model, 2), "grouped")).isEqualTo(new Shard(1));
        assertThat(byChannels(model, 4)
                        .layers()
                        .get("grouped")
                        .local()
                        .parameters()
                        .getFirst()
                        .shape()
                        .elements())
                .isEqualTo(64 * 16 * 9 / 4);
    }

    @Test
    void ways_laid_side_by_side_are_divided_each_by_itself() {
        Port x = image(8);
        Port joined = graph.add("concat", new Concat(1, 2), conv("a", 8, 64, 1, x), conv("b", 8, 32, 1, x));
        conv("next", 96, 8, 1, joined);
        Deduction.Result result = byChannels(graph.build(), 2);
        assertThat(output(result, "concat")).isEqualTo(new Shard(1, List.of(64L, 32L)));
        assertThat(input(result, "next")).isEqualTo(new Shard(1, List.of(64L, 32L)));
    }

    @Test
    void channels_that_do_not_divide_are_refused_with_sizes_that_do() {
        conv("odd", 3, 6, 1, image(3));
        assertThat(byChannels(graph.build(), 4).problems())
                .singleElement()
                .isInstanceOfSatisfying(
                        DivisionProblem.NotOffered.class,
                        problem -> assertThat(problem.sizes()).containsExactly(2, 3, 6));
    }

    @Test
    void a_norm_keeps_the_statistics_of_its_own_channels() {
        Deduction.Result result = byChannels(Templates.named("resnet-mini").graph(), 2);
        assertThat(result.layers().values().stream()
                        .filter(layer -> layer.layer().id().endsWith("norm")))
                .isNotEmpty()
                .allSatisfy(layer -> {
                    assertThat(layer.divisions().getFirst().kind()).isEqualTo(Kind.CHANNELS);
                    assertThat(layer.state(0).axis(0)).isEqualTo(new Shard(0));
                });
    }
}
