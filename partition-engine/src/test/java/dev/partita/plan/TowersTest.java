package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.profile.Profiles;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.program.Program;
import dev.partita.program.SegmentKind;
import dev.partita.program.Transfer;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AlexNet's two towers on two devices: what crosses between them, and before which layers. */
class TowersTest {
    @ParameterizedTest
    @ValueSource(strings = {"alexnet-2gpu", "alexnet-2gpu-fashion"})
    void data_crosses_before_conv3_fc6_fc7_and_fc8_and_nowhere_else(String template) {
        Program program = compiled(template, 2);
        assertThat(readers(program, SegmentKind.FORWARD))
                .containsExactlyInAnyOrder(
                        "tower0/conv3/concat",
                        "tower1/conv3/concat",
                        "tower0/fc6/concat",
                        "tower1/fc6/concat",
                        "tower0/fc7/concat",
                        "tower1/fc7/concat",
                        "fc8/concat");
        assertThat(program.transfers()).as("each comes back as a gradient").hasSize(2 * 7);
    }

    @Test
    void every_device_holds_one_tower_and_the_first_the_last_layer() {
        Program program = compiled("alexnet-2gpu", 8);
        assertThat(program.devices()).hasSize(2);
        long last = 4096 * 1000 + 1000;
        long tower = (60_965_224 - last) / 2;
        assertThat(elements(program, 0)).isEqualTo(tower + last);
        assertThat(elements(program, 1)).isEqualTo(tower);
    }

    @Test
    void one_device_takes_both_towers() {
        assertThat(compiled("alexnet-2gpu-fashion", 1).transfers()).isEmpty();
    }

    /** The layers that read what arrives in a phase, one for each transfer that one does. */
    private static List<String> readers(Program program, SegmentKind kind) {
        return program.transfers().stream()
                .flatMap(transfer -> program.segments().stream()
                        .filter(segment -> segment.kind() == kind && segment.device() == transfer.to())
                        .flatMap(segment -> segment.steps().stream())
                        .filter(step -> reads(step.buffers(), transfer))
                        .map(step -> step.layer()))
                .toList();
    }

    private static boolean reads(List<Integer> buffers, Transfer transfer) {
        return transfer.name().endsWith("activation") && buffers.contains(transfer.targetBuffer());
    }

    private static long elements(Program program, int device) {
        return program.devices().get(device).parameters().stream()
                .mapToLong(binding -> binding.parameter().shape().elements())
                .sum();
    }

    private static Program compiled(String template, int devices) {
        Plan plan = NewProject.of(
                        "towers",
                        Templates.named(template),
                        ClusterSpec.of("a100-80g-sxm:1x" + devices),
                        Optional.empty())
                .resolve(Project.FIRST_PLAN);
        return switch (Compiler.compile(plan, Profiles.analytic(plan.cluster().device(0)))) {
            case Compilation.Compiled(Program program) -> program;
            case Compilation.Refused refused -> throw new AssertionError(refused.obstacles());
        };
    }
}
