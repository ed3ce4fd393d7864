package dev.partita.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.partita.hardware.Clusters;
import dev.partita.hardware.DeviceModel;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionShape;
import dev.partita.kernel.ElementwiseKernel.Add;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.tensor.DataType;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnalyticCatalogTest {
    private static final DeviceModel A100 = Clusters.parse("a100-80g-sxm:1x1").device(0);

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    /** 271.2 TFLOP/s is the best product measured on this card. */
    @Test
    void a_large_bf16_product_reaches_the_measured_rate() {
        MatMul product = product(8192, DataType.BFLOAT16);
        double teraflops = product.flops() / seconds(A100, product) / 1e12;
        assertThat(teraflops).isCloseTo(271.2, offset(1.0));
    }

    @Test
    void fp32_products_do_not_use_tf32() {
        double ratio = seconds(A100, product(8192, DataType.FLOAT32)) / seconds(A100, product(8192, DataType.BFLOAT16));
        assertThat(ratio).isCloseTo(312 / 19.5, offset(0.1));
    }

    /** Three operands of 4 GB over nine tenths of 2,039 GB/s. */
    @Test
    void an_elementwise_sum_takes_its_traffic_over_the_bandwidth() {
        assertThat(seconds(A100, new Add(1_000_000_000, DataType.FLOAT32))).isCloseTo(6.54e-3, offset(0.02e-3));
    }

    @Test
    void a_tiny_kernel_costs_its_launch() {
        assertThat(seconds(A100, new Add(1, DataType.FLOAT32))).isCloseTo(7e-6, offset(1e-9));
    }

    @Test
    void a_card_without_a_data_type_says_so() {
        KernelCatalog v100 =
                new AnalyticCatalog(Clusters.parse("v100-16g-sxm:1x1").device(0));
        assertThatThrownBy(() -> v100.cost(product(64, DataType.BFLOAT16)))
                .hasMessage("v100-16g-sxm does not compute in bfloat16; choose another data type or device.");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_faster_memory_or_a_smaller_product_is_never_slower(int seed) {
        Random random = new Random(seed);
        MatMul product = product(1 + random.nextInt(4096), DataType.FLOAT32);
        MatMul larger = product(product.m() + random.nextInt(100), DataType.FLOAT32);
        DeviceModel faster = new DeviceModel(
                A100.name(),
                A100.capacity(),
                new BytesPerSecond(A100.memoryBandwidth().rate() * (1 + random.nextDouble())),
                A100.peak(),
                A100.matmulShare(),
                false);
        assertThat(seconds(faster, product)).isLessThanOrEqualTo(seconds(A100, product));
        assertThat(seconds(A100, product)).isLessThanOrEqualTo(seconds(A100, larger));
    }

    /** 67.4 us: what the host needs, whatever the card could. */
    @Test
    void under_a_framework_a_tiny_kernel_costs_its_host_s_launch() {
        assertThat(underMegatron(new Add(1, DataType.FLOAT16))).isCloseTo(67.4e-6, offset(1e-9));
    }

    @Test
    void products_with_odd_dimensions_miss_the_matrix_units_share() {
        MatMul even = new MatMul(8192, 51_200, 4096, false, false, false, false, DataType.FLOAT16);
        MatMul odd = new MatMul(8192, 51_201, 4096, false, false, false, false, DataType.FLOAT16);
        assertThat(underMegatron(odd) / underMegatron(even)).isCloseTo(1 / 0.7245, offset(0.01));
    }

    /** Scores and probabilities cross the memory bus several times; the data sheet's card fuses them. */
    @Test
    void unfused_attention_is_slower_than_fused() {
        Attention attention = new Attention(AttentionShape.self(8, 2048, 16, 128, true, DataType.FLOAT16), false);
        assertThat(underMegatron(attention)).isGreaterThan(3 * seconds(A100, attention));
    }

    @Test
    void a_card_s_context_is_overhead_and_its_bytes_are_an_estimate() {
        Profile profile = Profiles.analytic(A100);
        assertThat(profile.exact()).isFalse();
        assertThat(profile.overheadBytes()).isEqualTo(1L << 30);
        assertThat(Profiles.analytic(Clusters.parse("virtual:1").device(0)).overheadBytes())
                .isZero();
    }

    private static MatMul product(long size, DataType type) {
        return new MatMul(size, size, size, false, false, false, false, type);
    }

    private static double underMegatron(Kernel kernel) {
        return new AnalyticCatalog(A100, Efficiency.MEGATRON).cost(kernel).seconds();
    }

    private static double seconds(DeviceModel device, Kernel kernel) {
        return new AnalyticCatalog(device).cost(kernel).seconds();
    }
}
