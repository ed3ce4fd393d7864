package dev.partita.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.text.Table.Row;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void comments_state_sources_and_the_first_line_names_columns() {
        Row row = Table.parse("# from a data sheet\nname,gb,note\n\nA100, 80 ,\n")
                .rows()
                .getFirst();
        assertThat(row.text("name")).isEqualTo("A100");
        assertThat(row.integer("gb")).isEqualTo(80);
        assertThat(row.has("note")).isFalse();
    }

    @Test
    void a_row_of_another_length_is_refused() {
        assertThatThrownBy(() -> Table.parse("a,b\n1,2,3")).hasMessage("A row has 2 cells, found 3 in \"1,2,3\".");
    }

    @Test
    void a_misspelt_column_is_refused() {
        Row row = Table.parse("name\nA100").rows().getFirst();
        assertThatThrownBy(() -> row.text("nane")).hasMessageContaining("no column \"nane\"");
    }
}
