package dev.partita.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.device.BackendUnavailable;
import dev.partita.device.ComputeDevice;
import dev.partita.device.Launch;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.OperandUse;
import dev.partita.kernel.PlannedKernel;
import dev.partita.reference.KernelComparison;
import dev.partita.reference.Segments;
import dev.partita.tensor.DataType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CpuKernelsTest {
    private static final int CASES = 40;
    private static final Launch LAUNCH = new Launch(7, 3, 11, 5, List.of(1), 0.01, 1, (name, sample, target) -> {
        for (long i = 0; i < target.byteSize() / Integer.BYTES; i++) {
            target.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, i, (int) (sample + i + name.length()));
        }
    });

    private CpuBackend backend;
    private CpuDevice device;

    @BeforeEach
    void open() throws BackendUnavailable {
        backend = CpuBackend.open();
        device = (CpuDevice) backend.open("virtual:0", 1 << 20);
    }

    @AfterEach
    void close() {
        device.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, CASES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_kernel_agrees_with_double_precision(long seed) {
        for (Kernel kernel : RandomKernels.of(seed)) {
            Prepared prepared = device.prepared(kernel);
            Map<String, Double> errors = KernelComparison.errors(
                    kernel,
                    prepared.executable(),
                    prepared.workspaceBytes(),
                    LAUNCH,
                    RandomKernels.operands(kernel, seed));
            assertThat(errors)
                    .as("seed %d, %s", seed, kernel)
                    .allSatisfy((_, error) -> assertThat(error).isLessThan(bound(kernel)));
        }
    }

    /** Half a unit in the last place of a result, and what attention rounds on the way. */
    private static double bound(Kernel kernel) {
        List<DataType> types =
                kernel.operands().stream().map(use -> use.spec().type()).toList();
        return types.contains(DataType.BFLOAT16) ? 8e-3 : types.contains(DataType.FLOAT16) ? 1e-3 : 3e-6;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void equal_inputs_give_equal_bits_on_any_device(long seed) {
        try (ComputeDevice other = backend.open("virtual:1", 1 << 20)) {
            for (Kernel kernel : RandomKernels.of(seed)) {
                assertThat(bits(device, kernel, seed)).as("%s", kernel).isEqualTo(bits(other, kernel, seed));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_kernel_falls_to_a_reference_implementation(long seed) {
        for (Kernel kernel : RandomKernels.of(seed)) {
            assertThat(device.prepared(kernel).primitives())
                    .as("%s", kernel)
                    .extracting(Primitive::implementation)
                    .noneMatch(name -> name.contains("ref"));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void catalog_knows_the_workspace_before_a_device_exists(long seed) {
        for (Kernel kernel : RandomKernels.of(seed)) {
            assertThat(backend.catalog().cost(kernel).workspaceBytes())
                    .as("%s", kernel)
                    .isEqualTo(device.prepared(kernel).workspaceBytes());
        }
    }

    @Test
    void random_cases_include_every_kind_of_kernel_that_a_device_runs() {
        Set<Class<?>> drawn = RandomKernels.of(0).stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(drawn)
                .isEqualTo(kinds(Kernel.class)
                        .filter(kind -> kind != PlannedKernel.class && !CollectiveKernel.class.isAssignableFrom(kind))
                        .collect(Collectors.toSet()));
    }

    @Test
    void equal_kernels_share_one_preparation() {
        List<Kernel> first = RandomKernels.of(1);
        List<Kernel> second = RandomKernels.of(1);
        for (int i = 0; i < first.size(); i++) {
            assertThat(device.prepare(first.get(i))).isSameAs(device.prepare(second.get(i)));
        }
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(CpuKernelsTest::kinds)
                : Stream.of(type);
    }

    private byte[] bits(ComputeDevice on, Kernel kernel, long seed) {
        double[][] contents = RandomKernels.operands(kernel, seed);
        List<OperandUse> uses = kernel.operands();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] operands = new MemorySegment[uses.size()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = arena.allocate(uses.get(i).spec().bytes(), 64);
                Segments.write(contents[i], operands[i], uses.get(i).spec());
            }
            long workspaceBytes = device.prepared(kernel).workspaceBytes();
            on.prepare(kernel).run(operands, arena.allocate(workspaceBytes, 64), LAUNCH);
            return operands[operands.length - 1].toArray(ValueLayout.JAVA_BYTE);
        }
    }
}
