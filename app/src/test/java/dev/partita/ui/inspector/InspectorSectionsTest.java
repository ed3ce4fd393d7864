package dev.partita.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.checks.Evaluation;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.plan.SetKeys;
import dev.partita.program.DividedLayers;
import dev.partita.sharding.Axis;
import dev.partita.text.Language;
import dev.partita.ui.Plans;
import dev.partita.ui.document.DeviceLink;
import dev.partita.ui.inspector.Line.Figure;
import dev.partita.ui.inspector.Line.Setting;
import dev.partita.ui.inspector.Line.ToLink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InspectorSectionsTest {
    private static final Plan PLAN = Plans.plan("gpt-mini", "virtual:2");

    private static <T extends Line> T line(Section section, Class<T> type, String label) {
        return section.lines().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(line -> line.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static Section layers(Set<String> layers) {
        return LayersSection.of(PLAN, layers, DividedLayers.NONE);
    }

    @Test
    void a_divided_layer_says_how_and_whether_its_rule_says_so() {
        Rule rule = new Rule("**", List.of(0, 1), List.of(new Axis("tensor", 2)), Map.of("tensor", "columns"));
        Plan mesh = new Plan(PLAN.graph(), PLAN.cluster(), new Placement(List.of(rule)), PLAN.training());
        DividedLayers divided = DividedLayers.of(
                Plans.evaluation(mesh).simulation().orElseThrow().timeline().program());
        Section up = LayersSection.of(mesh, Set.of("decoder/0/mlp/up"), divided);
        assertThat(figure(up, "layer.mesh").text().orElseThrow().in(Language.ENGLISH))
                .isEqualTo("tensor=2 · gpu:0..1");
        assertThat(line(up, Figure.class, "tensor=2").text().orElseThrow().in(Language.ENGLISH))
                .isEqualTo("columns, by its rule");
    }

    private static Figure figure(Section section, String name) {
        return line(section, Figure.class, "inspector." + name);
    }

    @Test
    void layers_of_different_kinds_are_mixed_and_their_parameters_are_summed() {
        Section both = layers(Set.of("decoder/0/mlp/up", "decoder/0/mlp/down", "decoder/0/mlp/gelu"));
        assertThat(figure(both, "layer.operator").text()).isEmpty();
        assertThat(figure(both, "layer.parameters").text().orElseThrow().in(Language.ENGLISH))
                .startsWith("526 k");
    }

    @Test
    void a_placement_that_differs_is_shown_as_no_single_device() {
        Section apart = layers(Set.of("decoder/0/mlp/up", "decoder/3/mlp/up"));
        assertThat(line(apart, Line.Placement.class, "inspector.layer.device").device())
                .isEmpty();
        assertThat(otherwise(apart)).isEqualTo("on different devices");
        assertThat(otherwise(layers(Set.of("tokens")))).isEqualTo("not placed");
        Section one = layers(Set.of("decoder/3/mlp/up"));
        assertThat(line(one, Line.Placement.class, "inspector.layer.device").device())
                .contains("gpu:1");
        assertThat(figure(one, "layer.rule").text().orElseThrow().in(Language.ENGLISH))
                .endsWith("→ gpu:1");
    }

    private static String otherwise(Section section) {
        return line(section, Line.Placement.class, "inspector.layer.device")
                .otherwise()
                .in(Language.ENGLISH);
    }

    @Test
    void a_number_says_how_it_comes_about() {
        Section up = layers(Set.of("decoder/0/mlp/up"));
        assertThat(figure(up, "layer.forward").why().in(Language.ENGLISH))
                .startsWith("MatMul[m=")
                .contains("n=1024, k=256")
                .doesNotContain("false");
    }

    @Test
    void a_device_explains_its_peak_to_the_byte() {
        Evaluation evaluation = Plans.evaluation(PLAN);
        Section device = DeviceSection.of(evaluation, 0).orElseThrow();
        assertThat(figure(device, "device.peak").why().in(Language.ENGLISH))
                .endsWith(Why.exact(evaluation.devices().getFirst().peakBytes()) + " bytes");
        assertThat(DeviceSection.of(evaluation, 2)).isEmpty();
    }

    @Test
    void a_link_explains_its_time_by_its_messages() {
        Section device = DeviceSection.of(Plans.evaluation(PLAN), 0).orElseThrow();
        assertThat(line(device, ToLink.class, "gpu:0 → gpu:1").why().in(Language.ENGLISH))
                .contains(" x (50.0 µs + ", "1.0 GB/s) = ");
    }

    @Test
    void a_link_says_what_it_carries_and_its_figures_can_be_changed() {
        Section link =
                LinkSection.of(Plans.evaluation(PLAN), new DeviceLink(0, 1)).orElseThrow();
        assertThat(figure(link, "link.bytes").text().orElseThrow().in(Language.ENGLISH))
                .isEqualTo("1.0 MiB");
        assertThat(figure(link, "link.exposed").text()).isPresent();
        assertThat(line(link, Setting.class, "inspector.link_bandwidth").value())
                .isEqualTo("1.0 GB/s");
        assertThat(LinkSection.of(Plans.evaluation(PLAN), new DeviceLink(0, 2))).isEmpty();
    }

    /** Every value that is shown can be typed back: it is what the command line takes. */
    @Test
    void every_setting_takes_the_value_that_it_shows() {
        Project project = Plans.project("gpt-mini", "virtual:2");
        List<Setting> settings = TrainingSection.of(project).lines().stream()
                .filter(Setting.class::isInstance)
                .map(Setting.class::cast)
                .toList();
        assertThat(settings).hasSizeGreaterThan(8);
        for (Setting setting : settings) {
            assertThat(SetKeys.edit(project, "A", List.of(setting.key() + "=" + setting.value())))
                    .as(setting.key())
                    .isEqualTo(new dev.partita.plan.Edit.Several(List.of()));
            assertThat(setting.usual()).contains(setting.value());
        }
    }
}
