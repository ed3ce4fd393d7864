package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.operator.Input;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvenPlacementTest {
    static Stream<Arguments> templatesAndDevices() {
        return Templates.all().stream()
                .flatMap(template -> Stream.of(1, 2, 3, 4, 7, 128).map(devices -> Arguments.of(template, devices)));
    }

    @ParameterizedTest
    @MethodSource("templatesAndDevices")
    void every_layer_is_placed_and_devices_follow_the_order_of_layers(Template template, int devices) {
        ModelGraph graph = template.graph();
        Map<String, List<Integer>> placed = EvenPlacement.of(graph, devices).devices(graph);
        int before = 0;
        for (Layer layer : graph.layers()) {
            if (layer.operator() instanceof Input) {
                continue;
            }
            assertThat(placed).containsKey(layer.id());
            int device = placed.get(layer.id()).getFirst();
            assertThat(device).isBetween(before, before + 1).isLessThan(devices);
            before = device;
        }
    }

    @Test
    void gpt_mini_on_two_devices_is_cut_between_its_blocks() {
        assertThat(rules("gpt-mini", 2))
                .containsExactly(
                        "embedding -> 0",
                        "positions -> 0",
                        "decoder/{0..1} -> 0",
                        "decoder/{2..3} -> 1",
                        "norm -> 1",
                        "head -> 1",
                        "loss -> 1");
    }

    @Test
    void devices_beyond_the_blocks_stay_idle() {
        ModelGraph graph = Templates.named("gpt-mini").graph();
        Map<String, List<Integer>> placed = EvenPlacement.of(graph, 6).devices(graph);
        assertThat(new HashSet<>(placed.values()))
                .containsExactlyInAnyOrder(List.of(0), List.of(1), List.of(2), List.of(3));
    }

    @Test
    void alexnet_is_cut_by_flops_and_parameters_not_by_count() {
        assertThat(rules("alexnet", 2)).containsExactly("conv{1..5} -> 0", "fc{6..8} -> 1", "loss -> 1");
    }

    @Test
    void the_96_blocks_of_gpt_3_are_one_rule_per_device() {
        List<String> rules = rules("gpt3-175b", 8);
        assertThat(rules).hasSize(8 + 5).contains("decoder/{0..11} -> 0", "decoder/{84..95} -> 7");
    }

    private static List<String> rules(String template, int devices) {
        return EvenPlacement.of(Templates.named(template).graph(), devices).rules().stream()
                .map(rule -> rule.pattern() + " -> " + rule.devices().getFirst())
                .toList();
    }
}
