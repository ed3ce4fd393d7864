package dev.partita.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.checkpoint.SafetensorsFile;
import dev.partita.cpu.CpuBackend;
import dev.partita.data.Dataset;
import dev.partita.data.Datasets;
import dev.partita.executor.ExecutionFailure;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Plan;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private final CpuBackend backend = Runs.backend();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gpt-mini", "alexnet-fashion", "llama-mini", "moe-mini", "bert-mini", "t5-mini"})
    void loss_curves_on_1_2_3_and_4_devices_agree(String template) throws IOException {
        TrainingOutcome single =
                Runs.request(Runs.plan(template, 1), backend, 20).run(backend);
        for (int devices = 2; devices <= 4; devices++) {
            TrainingOutcome several =
                    Runs.request(Runs.plan(template, devices), backend, 20).run(backend);
            for (int step = 0; step < 20; step++) {
                double expected = single.losses().get(step);
                assertThat(several.losses().get(step) / expected - 1)
                        .as("%s on %d devices, step %d", template, devices, step)
                        .isBetween(-1e-4, 1e-4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-mini,2",
        "alexnet-fashion,2",
        "gpt-mini,4",
        "llama-mini,3",
        "moe-mini,4",
        "bert-mini,3",
        "t5-mini,4",
        "resnet-mini,3",
        "vgg-mini,2",
        "inception-mini,2",
        "vit-mini,3",
        "alphago-zero-mini,2",
        "alexnet-2gpu-fashion,2"
    })
    void bytes_measured_are_the_bytes_planned(String template, int devices) throws IOException {
        TrainingOutcome outcome =
                Runs.request(Runs.plan(template, devices), backend, 1).run(backend);
        assertThat(outcome.devices()).hasSize(devices);
        outcome.devices()
                .forEach(device -> assertThat(device.measuredPeakBytes()).isEqualTo(device.predictedPeakBytes()));
    }

    @Test
    void a_resumed_run_continues_bit_for_bit() throws IOException {
        Runs.Request six = Runs.request(Runs.plan("alexnet-fashion", 2), backend, 6);
        Runs.Request three = Runs.request(Runs.plan("alexnet-fashion", 2), backend, 3);
        TrainingOutcome whole = six.run(backend);
        Path checkpoint =
                three.checkpointingTo(folder).run(backend).checkpoint().orElseThrow();
        TrainingOutcome rest = three.resuming(checkpoint).run(backend);
        assertThat(rest.firstStep()).isEqualTo(3);
        assertThat(rest.losses()).isEqualTo(whole.losses().subList(3, 6));
    }

    @Test
    void a_stopped_run_leaves_a_checkpoint_that_continues_as_if_nothing_had_happened() throws IOException {
        Runs.Request six = Runs.request(Runs.plan("gpt-mini", 2), backend, 6);
        TrainingOutcome whole = six.run(backend);
        TrainingOutcome stopped = stoppedAfterTwoSteps(six.checkpointingTo(folder));
        assertThat(stopped.stopped()).isTrue();
        Runs.Request rest = new Runs.Request(six.program(), 6 - stopped.losses().size());
        TrainingOutcome resumed =
                rest.resuming(stopped.checkpoint().orElseThrow()).run(backend);
        assertThat(resumed.losses())
                .isEqualTo(whole.losses().subList(stopped.losses().size(), 6));
    }

    /** Convolutions lie in memory in an order of their own, and their elements are dealt to ranks in that order. */
    @ParameterizedTest
    @EnumSource(Zero.class)
    void a_checkpoint_of_one_device_continues_on_ranks_that_divide_parameters_and_back(Zero zero) throws IOException {
        Plan one = Runs.plan("alexnet-fashion", 1);
        Plan two = Runs.divided("alexnet-fashion", 2, zero);
        TrainingOutcome whole = Runs.request(one, backend, 6).run(backend);
        Path first = Runs.request(one, backend, 2)
                .checkpointingTo(folder.resolve("first"))
                .run(backend)
                .checkpoint()
                .orElseThrow();
        TrainingOutcome middle = Runs.request(two, backend, 2)
                .resuming(first)
                .checkpointingTo(folder.resolve("middle"))
                .run(backend);
        TrainingOutcome last = Runs.request(one, backend, 2)
                .resuming(middle.checkpoint().orElseThrow())
                .run(backend);
        List<Double> losses = new ArrayList<>(middle.losses());
        losses.addAll(last.losses());
        for (int step = 0; step < losses.size(); step++) {
            assertThat(losses.get(step) / whole.losses().get(step + 2) - 1).isBetween(-1e-4, 1e-4);
        }
    }

    private TrainingOutcome stoppedAfterTwoSteps(Runs.Request request) throws IOException {
        AtomicReference<Trainer> running = new AtomicReference<>();
        TrainingObserver stopper = new TrainingObserver() {
            @Override
            public void stepDone(StepReport report) {
                if (report.step() == 1) {
                    running.get().stop();
                }
            }
        };
        try (Dataset dataset = Datasets.open(request.program().plan().graph(), Optional.empty());
                Trainer trainer = new Trainer(request.request(dataset), backend, stopper)) {
            running.set(trainer);
            return trainer.run();
        }
    }

    @Test
    void a_loss_that_is_no_number_names_the_layer() {
        Plan plan = Runs.plan("gpt-mini", 2);
        Training wild = new Training(8, 8, Schedule.GPIPE, plan.training().optimizer(), LearningRate.constant(1e30), 0);
        assertThatThrownBy(() -> Runs.request(Runs.with(plan, wild), backend, 5).run(backend))
                .isInstanceOf(ExecutionFailure.NonFiniteLoss.class)
                .hasMessageContaining("layer decoder/0/")
                .hasMessageContaining("lower the learning rate");
    }

    @Test
    void a_checkpoint_holds_the_running_statistics_of_batch_norm() throws IOException {
        Path file = Runs.request(Runs.plan("resnet-mini", 2), backend, 1)
                .checkpointingTo(folder)
                .run(backend)
                .checkpoint()
                .orElseThrow();
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            float[] variance = new float[64];
            stored.read("block.8.norm2.running_var", MemorySegment.ofArray(variance));
            assertThat(variance).doesNotContain(1f);
            assertThat(stored.tensors()).containsKey("block.8.norm2.running_mean");
        }
    }

    @Test
    void a_checkpoint_of_another_model_is_refused() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        Runs.request(Runs.plan("alexnet-fashion", 1), backend, 0).writeInitialWeights(backend, weights);
        assertThatThrownBy(() -> Runs.request(Runs.plan("gpt-mini", 1), backend, 1)
                        .startingFrom(weights)
                        .run(backend))
                .isInstanceOf(CheckpointMismatch.class)
                .hasMessageContaining("embedding.weight");
        assertThat(Files.size(weights)).isPositive();
    }
}
