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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossScalingTest {
    private static final ReferenceBackend BACKEND = new ReferenceBackend();

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5})
    void a_step_whose_gradients_overflow_leaves_every_device_s_weights_as_they_are(double clipNorm) {
        try (Executor executor = executor(clipNorm)) {
            List<Float> before = values(executor);
            assertThat(step(executor, 1e30).overflowed()).isTrue();
            assertThat(values(executor)).isEqualTo(before);
            assertThat(step(executor, 256).overflowed()).isFalse();
            assertThat(values(executor)).isNotEqualTo(before);
        }
    }

    @Test
    void the_scale_of_the_loss_leaves_no_trace_in_the_weights() {
        try (Executor scaled = executor(0.5);
                Executor plain = executor(0.5)) {
            List<Float> before = values(scaled);
            step(scaled, 256);
            step(plain, 1);
            double moved = distance(values(plain), before);
            assertThat(distance(values(scaled), values(plain))).isLessThan(1e-2 * moved);
            assertThat(moved).isPositive();
        }
    }

    private static Executor executor(double clipNorm) {
        Training training = new Training(
                        4, 2, Schedule.GPIPE, new Optimizer.Sgd(0, 0), LearningRate.constant(0.05), clipNorm)
                .with(Precision.FP16);
        List<String> layers = RandomPlans.layers(TinyTraining.MODEL);
        Placement placement =
                new Placement(RandomPlans.pipeline(layers, new TreeSet<>(List.of(layers.size() / 2)), List.of(0, 1)));
        Plan plan = new Plan(TinyTraining.MODEL, RandomPlans.cluster(2), placement, training);
        Program program = TinyTraining.compile(plan, BACKEND);
        Executor executor = new Executor(program, BACKEND, ExecutionOptions.DEFAULT);
        for (DeviceProgram device : program.devices()) {
            device.parameters().forEach(binding -> TinyTraining.initialize(executor, device, binding));
        }
        return executor;
    }

    private static StepRecord step(Executor executor, double scale) {
        return executor.runStep(new StepInput(7, 0, 0, 0.05, scale, TinyTraining::load));
    }

    private static double distance(List<Float> a, List<Float> b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += (a.get(i) - b.get(i)) * (a.get(i) - b.get(i));
        }
        return Math.sqrt(sum);
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
