package dev.partita.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.program.DeviceProgram;
import dev.partita.program.ParameterBinding;
import dev.partita.program.Program;
import dev.partita.reference.ReferenceBackend;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossScalingTest {
    private static final ReferenceBackend BACKEND = new ReferenceBackend();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void a_step_whose_gradients_overflow_leaves_every_device_s_weights_as_they_are(double clipNorm) {
        try (Executor executor = executor(clipNorm)) {
            assertThat(step(executor, 1e30).overflowed()).isTrue();
            assertThat(changed(executor)).isZero();
            assertThat(step(executor, 1024).overflowed()).isFalse();
            assertThat(changed(executor)).isPositive();
        }
    }

    @Test
    void the_scale_of_the_loss_leaves_no_trace_in_the_weights() {
        try (Executor scaled = executor(0.5);
                Executor plain = executor(0.5)) {
            step(scaled, 4096);
            step(plain, 1);
            assertThat(norm(scaled)).isCloseTo(norm(plain), Percentage.withPercentage(1));
        }
    }

    /** Of weights that are all zero. */
    private static Executor executor(double clipNorm) {
        Training training = new Training(
                        4, 2, Schedule.GPIPE, new Optimizer.Sgd(0, 0), LearningRate.constant(0.05), clipNorm)
                .with(Precision.FP16);
        List<String> layers = RandomPlans.layers(TinyTraining.MODEL);
        Placement placement =
                new Placement(RandomPlans.pipeline(layers, new TreeSet<>(List.of(layers.size() / 2)), List.of(0, 1)));
        Plan plan = new Plan(TinyTraining.MODEL, RandomPlans.cluster(2), placement, training);
        return new Executor(TinyTraining.compile(plan, BACKEND), BACKEND, ExecutionOptions.DEFAULT);
    }

    private static StepRecord step(Executor executor, double scale) {
        return executor.runStep(new StepInput(7, 0, 0, 0.05, scale, TinyTraining::load));
    }

    private static long changed(Executor executor) {
        return values(executor).stream().filter(value -> value != 0).count();
    }

    private static double norm(Executor executor) {
        return Math.sqrt(
                values(executor).stream().mapToDouble(value -> value * value).sum());
    }

    private static List<Float> values(Executor executor) {
        List<Float> values = new ArrayList<>();
        Program program = executor.program();
        for (DeviceProgram device : program.devices()) {
            for (ParameterBinding binding : device.parameters()) {
                for (float value :
                        executor.memory(device.device(), binding.master()).toArray(ValueLayout.JAVA_FLOAT)) {
                    values.add(value);
                }
            }
        }
        return values;
    }
}
