package dev.partita.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.cpu.CpuBackend;
import dev.partita.device.BackendUnavailable;
import dev.partita.device.ComputeDevice;
import dev.partita.kernel.ElementwiseKernel.Add;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.profile.Profile;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.template.Templates;
import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final Kernel SMALL = product(16);
    private static final Kernel LARGER = product(32);

    private static CpuBackend backend;

    private final Map<String, Measurement> kept = new HashMap<>();
    private final List<Calibration> opened = new ArrayList<>();

    @BeforeAll
    static void open() throws BackendUnavailable {
        backend = CpuBackend.open();
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @AfterEach
    void closeCalibrations() {
        opened.forEach(Calibration::close);
    }

    @Test
    void a_measured_kernel_is_answered_as_measured() {
        Calibration calibration = calibration();
        assertThat(calibration.catalog().cost(SMALL).estimated()).isTrue();
        calibration.fill(List.of(SMALL), fraction -> {});
        var cost = calibration.catalog().cost(SMALL);
        assertThat(cost.estimated()).isFalse();
        assertThat(cost.seconds()).isPositive();
        assertThat(cost.workspaceBytes())
                .isEqualTo(backend.catalog().cost(SMALL).workspaceBytes());
    }

    @Test
    void the_rate_at_which_messages_are_copied_is_measured_beside_the_kernels() {
        Calibration calibration = calibration();
        assertThat(calibration.catalog().copyBytesPerSecond()).isEmpty();
        calibration.fill(List.of(SMALL), fraction -> {});
        assertThat(calibration.catalog().copyBytesPerSecond().orElseThrow()).isPositive();
    }

    @Test
    void what_was_measured_once_is_there_for_the_next_process() {
        calibration().fill(List.of(SMALL), fraction -> {});
        Calibration next = calibration();
        assertThat(next.missing(List.of(SMALL, LARGER, LARGER))).containsExactly(LARGER);
        assertThat(next.catalog().cost(SMALL).seconds())
                .isEqualTo(kept.get(SMALL.toString()).seconds());
    }

    @Test
    void an_unmeasured_kernel_is_estimated_from_the_nearest_of_its_kind_by_its_work() {
        kept.put(SMALL.toString(), Measurement.of(SMALL, 0, 1e-3));
        kept.put(product(1024).toString(), Measurement.of(product(1024), 0, 100));
        double ratio = Measurement.of(LARGER, 0, 0).work()
                / Measurement.of(SMALL, 0, 0).work();
        var cost = calibration().catalog().cost(LARGER);
        assertThat(cost.estimated()).isTrue();
        assertThat(cost.seconds()).isEqualTo(1e-3 * ratio);
    }

    @Test
    void a_kernel_of_a_kind_that_was_never_measured_is_estimated_at_nominal_rates() {
        kept.put(SMALL.toString(), Measurement.of(SMALL, 0, 1e-3));
        Kernel add = new Add(64, DataType.FLOAT32);
        assertThat(calibration().catalog().cost(add))
                .isEqualTo(backend.catalog().cost(add));
    }

    @Test
    void a_kernel_too_large_to_measure_stays_estimated() {
        Kernel huge = new Add(1L << 30, DataType.FLOAT32);
        Calibration calibration = calibration();
        assertThat(calibration.missing(List.of(huge))).isEmpty();
        calibration.measure(List.of(huge), fraction -> {});
        assertThat(calibration.catalog().cost(huge).estimated()).isTrue();
        assertThat(kept).isEmpty();
    }

    @Test
    void the_catalog_answers_while_kernels_are_being_measured() {
        Calibration calibration = calibration();
        List<Boolean> estimated = new ArrayList<>();
        calibration.fill(
                List.of(SMALL),
                fraction -> estimated.add(calibration.catalog().cost(SMALL).estimated()));
        assertThat(estimated).first().isEqualTo(true);
        assertThat(calibration.catalog().cost(SMALL).estimated()).isFalse();
    }

    @Test
    void an_interrupted_calibration_keeps_what_it_has_and_the_next_one_measures_the_rest() {
        Calibration interrupted = calibration();
        interrupted.fill(List.of(SMALL), fraction -> stopFrom(0.9, fraction, interrupted));
        assertThat(kept).containsOnlyKeys(SMALL.toString(), LinkCopy.NAME);
        Calibration next = calibration();
        assertThat(next.missing(List.of(SMALL, LARGER))).containsExactly(LARGER);
        next.fill(List.of(LARGER), fraction -> stopFrom(0, fraction, next));
        assertThat(next.fill(List.of(LARGER), fraction -> {})).isTrue();
    }

    private static void stopFrom(double threshold, double fraction, Calibration calibration) {
        if (fraction > threshold) {
            calibration.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-mini", "alexnet-fashion"})
    void every_kernel_of_a_step_runs_on_the_contents_it_is_timed_with(String template) {
        Set<Kernel> kernels = kernels(template);
        try (ComputeDevice device = backend.open("test", Long.MAX_VALUE);
                SampleInputs inputs = new SampleInputs()) {
            for (Kernel kernel : kernels) {
                KernelTimer timer =
                        new KernelTimer(kernel, backend.catalog().cost(kernel).workspaceBytes(), device, inputs);
                for (int i = 0; i < 5; i++) {
                    timer.time();
                }
                assertThat(timer.measured()).as("%s", kernel).isTrue();
            }
        }
        assertThat(kernels).hasSizeGreaterThan(40);
    }

    private static Set<Kernel> kernels(String template) {
        Plan plan = NewProject.of("test", Templates.named(template), ClusterSpec.of("virtual:1"), Optional.empty())
                .resolve(Project.FIRST_PLAN);
        Profile profile = new Profile("cpu", true, backend.catalog(), 64, 0, 2, 5e9);
        return switch (Compiler.compile(plan, profile)) {
            case Compilation.Compiled(var program) -> program.kernels();
            case Compilation.Refused refused -> throw new AssertionError("refused: " + refused.obstacles());
        };
    }

    private static Kernel product(long size) {
        return new MatMul(size, size, size, false, false, false, false, DataType.FLOAT32);
    }

    private Calibration calibration() {
        Calibration calibration = new Calibration(backend, new MeasurementStore() {
            @Override
            public Map<String, Measurement> load(String fingerprint) {
                return Map.copyOf(kept);
            }

            @Override
            public void keep(String fingerprint, Map<String, Measurement> measured) {
                kept.putAll(measured);
            }
        });
        opened.add(calibration);
        return calibration;
    }
}
