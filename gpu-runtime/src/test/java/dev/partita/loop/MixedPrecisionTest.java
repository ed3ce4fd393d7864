package dev.partita.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.cpu.CpuBackend;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MixedPrecisionTest {
    private final CpuBackend backend = Runs.backend();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "gpt-mini,BF16",
        "gpt-mini,FP16",
        "alexnet-fashion,BF16",
        "llama-mini,BF16",
        "moe-mini,BF16",
        "t5-mini,FP16",
        "resnet-mini,BF16",
    })
    void losses_in_16_bits_stay_near_those_in_fp32(String template, Precision precision) throws IOException {
        List<Double> exact = Runs.request(plan(template, 1, Precision.FP32), backend, 20)
                .run(backend)
                .losses();
        List<Double> mixed = Runs.request(plan(template, 1, precision), backend, 20)
                .run(backend)
                .losses();
        List<Double> errors = new ArrayList<>();
        for (int step = 0; step < 20; step++) {
            errors.add(Math.abs(mixed.get(step) / exact.get(step) - 1));
        }
        assertThat(errors).allSatisfy(error -> assertThat(error).isLessThan(2e-2));
        assertThat(mixed).isNotEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-mini,2,BF16",
        "alexnet-fashion,2,BF16",
        "llama-mini,3,FP16",
        "moe-mini,4,BF16",
        "bert-mini,3,BF16",
        "t5-mini,4,BF16",
        "resnet-mini,3,FP16",
        "vgg-mini,2,BF16",
        "inception-mini,2,BF16",
        "vit-mini,3,BF16",
        "alphago-zero-mini,2,BF16",
        "alexnet-2gpu-fashion,2,BF16"
    })
    void bytes_measured_are_the_bytes_planned(String template, int devices, Precision precision) throws IOException {
        TrainingOutcome outcome =
                Runs.request(plan(template, devices, precision), backend, 1).run(backend);
        assertThat(outcome.losses().getFirst()).isPositive();
        outcome.devices()
                .forEach(device -> assertThat(device.measuredPeakBytes()).isEqualTo(device.predictedPeakBytes()));
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "FP16"})
    void a_resumed_run_continues_bit_for_bit(Precision precision) throws IOException {
        Runs.Request six = Runs.request(plan("gpt-mini", 2, precision), backend, 6);
        Runs.Request three = Runs.request(plan("gpt-mini", 2, precision), backend, 3);
        TrainingOutcome whole = six.run(backend);
        Path checkpoint =
                three.checkpointingTo(folder).run(backend).checkpoint().orElseThrow();
        TrainingOutcome rest = three.resuming(checkpoint).run(backend);
        assertThat(rest.losses()).isEqualTo(whole.losses().subList(3, 6));
    }

    @Test
    void a_checkpoint_is_of_masters_and_goes_on_in_any_type() throws IOException {
        Path checkpoint = Runs.request(plan("gpt-mini", 1, Precision.BF16), backend, 3)
                .checkpointingTo(folder)
                .run(backend)
                .checkpoint()
                .orElseThrow();
        TrainingOutcome exact = Runs.request(plan("gpt-mini", 2, Precision.FP32), backend, 2)
                .resuming(checkpoint)
                .run(backend);
        assertThat(exact.firstStep()).isEqualTo(3);
        assertThat(exact.losses()).hasSize(2);
    }

    private static Plan plan(String template, int devices, Precision precision) {
        Plan plan = Runs.plan(template, devices);
        return Runs.with(plan, plan.training().with(precision));
    }
}
