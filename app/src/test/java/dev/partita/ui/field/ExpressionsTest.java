package dev.partita.ui.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    @ParameterizedTest
    @CsvSource({
        "4*1024, 4096",
        "(1 + 3) * 2, 8",
        "1e-3 / 2, 0.0005",
        "2 GiB / 2, 1073741824B",
        "1 GiB + 512 MiB, 1610612736B",
        "4 * 100 MB/s, 400000000B/s",
        "2 * 5us, 0.00001s",
        "2 * 5 µs, 0.00001s",
        "8 - 2 - 1, 5",
        "3 GiB / 1 GiB, 3"
    })
    void arithmetic_is_done_in_base_units(String typed, String plain) {
        assertThat(Expressions.plain(typed)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512MiB", "1f1b", "1e-3", "100MB/s", "a100-80g-sxm:16x8", "virtual:2@1GiB,1GB/s", "-1", ""})
    void what_has_no_operator_stays_as_it_was_typed(String typed) {
        assertThat(Expressions.plain(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2 *", "1 GiB + 3", "1/0", "2 furlongs * 3", "(1 + 2", "2 GiB * 2 GiB"})
    void what_is_no_expression_is_left_to_whoever_reads_it(String typed) {
        assertThat(Expressions.plain(typed)).isEqualTo(typed);
    }
}
