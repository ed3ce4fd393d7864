package dev.partita.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/executed.md says of template, split, schedule and memory option is what happens. A sample of the cells by
 * default, all with {@code -Dpartita.cells=all}; {@code -Dpartita.cells=write} runs all and writes the page.
 */
class ExecutedCellsTest {
    private static final int SAMPLE = 24;
    private static final String WHICH = System.getProperty("partita.cells", "sample");
    private static final boolean WRITES = WHICH.equals("write");
    private static final CellRuns RUNS = new CellRuns();
    private static final Map<Cell.Place, CellResult> FOUND = new LinkedHashMap<>();

    static List<Cell> cells() {
        return WRITES || WHICH.equals("all")
                ? Cells.all()
                : Cells.sample(SAMPLE, Long.getLong("partita.cells.seed", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void a_cell_does_what_the_page_says(Cell cell) throws IOException {
        CellResult found = RUNS.run(cell);
        FOUND.put(cell.place(), found);
        if (!WRITES) {
            assertThat(ExecutedPage.read()).hasEntrySatisfying(cell.place(), said -> assertThat(found.agrees(said))
                    .as("The page says %s, found %s.", said, found)
                    .isTrue());
        }
    }

    @Test
    void the_page_has_every_cell_and_no_other() throws IOException {
        if (!WRITES) {
            assertThat(ExecutedPage.read().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            Cells.all().stream().map(Cell::place).toList());
        }
    }

    @AfterAll
    static void write() throws IOException {
        if (WRITES) {
            ExecutedPage.write(FOUND);
        }
    }
}
