package dev.partita.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.partita.quantity.Bytes;
import dev.partita.tensor.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClustersTest {
    static List<Preset> presets() {
        return Clusters.presets();
    }

    @Test
    void virtual_devices_have_1_gib_and_1_gigabyte_per_second_by_default() {
        Cluster cluster = Clusters.parse("virtual:3");
        assertThat(cluster.deviceCount()).isEqualTo(3);
        assertThat(cluster.virtual()).isTrue();
        assertThat(cluster.device(2).capacity()).isEqualTo(Bytes.gibibytes(1));
        assertThat(cluster.link(0, 2).bandwidth().rate()).isEqualTo(1e9);
    }

    @Test
    void memory_and_bandwidth_of_virtual_devices_can_be_stated() {
        Cluster cluster = Clusters.parse("virtual:2@512MiB,100MB/s");
        assertThat(cluster.device(0).capacity()).isEqualTo(Bytes.mebibytes(512));
        assertThat(cluster.link(1, 0).bandwidth().rate()).isEqualTo(1e8);
        assertThat(Clusters.parse("virtual:2@2GiB").device(1).capacity()).isEqualTo(Bytes.gibibytes(2));
    }

    @Test
    void sixteen_machines_of_eight_a100_use_nvlink_inside_and_a_200_gigabit_rail_between() {
        Cluster cluster = Clusters.parse("a100-80g-sxm:16x8");
        assertThat(cluster.deviceCount()).isEqualTo(128);
        assertThat(cluster.link(0, 7).bandwidth().rate()).isEqualTo(300e9);
        assertThat(cluster.link(7, 8).bandwidth().rate()).isEqualTo(25e9);
        assertThat(cluster.device(127).peak().get(DataType.BFLOAT16).rate()).isEqualTo(312e12);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void a_card_offers_most_of_its_printed_memory_but_not_all(Preset preset) {
        double gib = preset.model().capacity().count() / (double) (1L << 30);
        double printed = printedGigabytes(preset);
        assertThat(gib).isLessThan(printed).isGreaterThan(printed * 0.9);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void every_preset_makes_a_cluster_of_its_card(Preset preset) {
        Cluster cluster = Clusters.parse(preset.name() + ":2x4");
        assertThat(cluster.deviceCount()).isEqualTo(8);
        assertThat(cluster.device(7)).isEqualTo(preset.model());
        assertThat(cluster.link(0, 1).bandwidth())
                .isGreaterThan(cluster.link(0, 4).bandwidth());
    }

    @Test
    void half_precision_on_v100_is_fp16_only() {
        DeviceModel v100 = Clusters.parse("v100-16g-sxm:1x1").device(0);
        assertThat(v100.peak()).containsOnlyKeys(DataType.FLOAT32, DataType.FLOAT16);
    }

    @Test
    void measured_matrix_products_set_the_share_of_the_peak() {
        assertThat(Clusters.parse("a100-80g-sxm:1x1").device(0).matmulShare()).isCloseTo(0.87, offset(0.005));
        assertThat(Clusters.parse("h100-80g-sxm:1x1").device(0).matmulShare()).isCloseTo(0.80, offset(0.005));
    }

    @Test
    void a_name_may_be_cut_where_only_one_card_begins_so() {
        assertThat(Clusters.parse("h200:1x8").name()).isEqualTo("h200-141g-sxm:1x8");
        assertThatThrownBy(() -> Clusters.parse("a100-80g:1x8"))
                .hasMessage("Several cards begin with \"a100-80g\"; choose one of a100-80g-sxm, a100-80g-pcie.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "virtual:0|1 to 64 devices, found 0; the nearest is virtual:1.",
                "virtual:-3|found -3; the nearest is virtual:1.",
                "virtual:99999999|found 99999999; the nearest is virtual:64.",
                "virtual:999999999999999999999|write for example virtual:2",
                "virtual|write for example virtual:2",
                "virtual:two|write for example virtual:2",
                "virtual:2@0|found \"0\"; write for example virtual:2@1GiB,1GB/s.",
                "virtual:2@1GiB,0GB/s|found \"0GB/s\"; write for example virtual:2@1GiB,1GB/s.",
                "virtual:2@1GiB,|found \"\"; write for example virtual:2@1GiB,1GB/s.",
                "a100-80g-sxm:0x8|found 0 of 8; write for example a100-80g-sxm:1x8.",
                "a100-80g-sxm:-1x8|write for example a100-80g-sxm:1x8.",
                "a100-80g-sxm|write for example a100-80g-sxm:1x8.",
                "a100-80g-sxm:9999999x9999999|found 9999999 x 9999999 = 99999980000001; lower",
                "h10-80g-sxm:1x8|choose one of h100-80g-sxm, ",
                "vitual:2|choose one of virtual, ",
                ":|choose one of ",
            })
    void a_notation_without_a_cluster_is_answered_with_the_nearest_that_has_one(String notation, String answer) {
        assertThatThrownBy(() -> Clusters.parse(notation))
                .isInstanceOf(InvalidCluster.class)
                .hasMessageContaining(answer);
    }

    private static double printedGigabytes(Preset preset) {
        String size = preset.name().replaceFirst("^[^-]*-(\\d+)g.*$", "$1");
        return Double.parseDouble(size);
    }
}
