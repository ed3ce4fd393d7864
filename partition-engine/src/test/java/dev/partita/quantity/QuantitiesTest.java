package dev.partita.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "512MiB, 536870912",
        "1.5GiB, 1610612736",
        "80GB, 80000000000",
        "1 kB, 1000",
        "7b, 7",
        "2gib, 2147483648"
    })
    void memory_counts_in_powers_of_two_or_ten_as_its_unit_says(String text, long bytes) {
        assertThat(Quantities.bytes(text)).isEqualTo(new Bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource({"100MB/s, 1e8", "25GB/s, 25e9", "200Gb/s, 25e9", "200Gbit/s, 25e9", "1GiB/s, 1073741824", "8b/s, 1"})
    void a_small_b_in_a_bandwidth_is_a_bit(String text, double bytesPerSecond) {
        assertThat(Quantities.bandwidth(text).rate()).isEqualTo(bytesPerSecond);
    }

    @ParameterizedTest
    @CsvSource({"20us, 20e-6", "20 µs, 20e-6", "20μs, 20e-6", "1.5ms, 1.5e-3", "0s, 0", "30ns, 30e-9"})
    void a_time_has_a_unit_of_seconds(String text, double seconds) {
        assertThat(Quantities.seconds(text).value()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "12", "0B", "0.4B", "-1GiB", "1e3GiB", "1GiB/s", "NaN", "2XB", "999999999999999TiB"})
    void text_without_a_legal_amount_of_memory_is_refused(String text) {
        assertThatThrownBy(() -> Quantities.bytes(text))
                .isInstanceOf(InvalidQuantity.class)
                .hasMessageContaining("found \"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0GB/s", "1b/s", "100MB", "-5GB/s", "1GB/h", "1Q/s", "999999999999TB/s", "/s"})
    void text_without_a_legal_bandwidth_is_refused(String text) {
        assertThatThrownBy(() -> Quantities.bandwidth(text))
                .isInstanceOf(InvalidQuantity.class)
                .hasMessageContaining("found \"" + text + "\"");
    }

    @Test
    void the_sentence_shows_how_to_write_it() {
        assertThatThrownBy(() -> Quantities.seconds("20"))
                .hasMessage("A time is a number with its unit, such as 20us, 1.5ms or 2s, found \"20\".");
    }
}
