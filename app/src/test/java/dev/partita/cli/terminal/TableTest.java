package dev.partita.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbers_stand_under_each_other_at_the_right() {
        Table table = new Table(List.of("device", "peak"));
        table.row(List.of("gpu:0", "9 B"));
        table.row(List.of("gpu:10", "10 KiB"));
        assertThat(table.lines()).containsExactly("device    peak", "gpu:0      9 B", "gpu:10  10 KiB");
    }

    @Test
    void chinese_characters_count_as_two_columns() {
        Table table = new Table(List.of("设备", "x"));
        table.row(List.of("gpu", "y"));
        assertThat(table.lines()).containsExactly("设备  x", "gpu   y");
    }

    @Test
    void a_transposed_table_has_a_column_for_each_row() {
        Table table = new Table(List.of("device", "peak"));
        table.row(List.of("gpu:0", "9 B"));
        assertThat(table.transposed().lines()).containsExactly("device  gpu:0", "peak      9 B");
    }

    @Test
    void a_row_of_another_length_is_a_mistake() {
        Table table = new Table(List.of("device", "peak"));
        assertThatThrownBy(() -> table.row(List.of("gpu:0"))).hasMessageContaining("2 cells, found 1");
    }
}
