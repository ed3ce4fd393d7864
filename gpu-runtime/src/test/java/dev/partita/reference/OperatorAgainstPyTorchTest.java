package dev.partita.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.cpu.CpuBackend;
import dev.partita.device.BackendUnavailable;
import dev.partita.device.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator's outputs and gradients against PyTorch's double precision; one run of the script serves all cases. */
class OperatorAgainstPyTorchTest {
    private static final double DOUBLE_TOLERANCE = 1e-9;
    private static final double FLOAT_TOLERANCE = 1e-5;
    private static final Launch LAUNCH = new Launch(-11, 2, 5, Long.MIN_VALUE + 13, 0, (_, _, _) -> {});

    @TempDir
    static Path folder;

    @BeforeAll
    static void compute_with_pytorch() throws IOException, InterruptedException {
        PyTorchScript.assumePresent();
        for (PyTorchCase layer : cases().toList()) {
            layer.write(folder);
        }
        PyTorchScript.run("operators.py", folder);
    }

    static Stream<PyTorchCase> cases() {
        List<OperatorCase> layers = OperatorCases.all().toList();
        return IntStream.range(0, layers.size())
                .mapToObj(i -> new PyTorchCase(layers.get(i), LAUNCH, "layer-%03d".formatted(i)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void double_precision_agrees_with_pytorch(PyTorchCase layer) throws IOException {
        assertAgrees(layer, layer.results(ReferenceKernels::run), DOUBLE_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void virtual_gpu_agrees_with_pytorch(PyTorchCase layer) throws IOException, BackendUnavailable {
        try (DeviceKernels device = new DeviceKernels(CpuBackend.open())) {
            assertAgrees(layer, layer.results(device), FLOAT_TOLERANCE);
        }
    }

    private static void assertAgrees(PyTorchCase layer, Map<String, double[]> found, double tolerance)
            throws IOException {
        Map<String, double[]> expected = layer.results(folder);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> assertThat(KernelComparison.relativeError(found.get(name), values))
                .as(name + " of " + layer.layer())
                .isLessThan(tolerance));
    }
}
