package dev.partita.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.template.Template;
import dev.partita.template.Templates;
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
            assertThat(ExecutedPage.read())
                    .hasEntrySatisfying(
                            cell.place(),
                            said -> assertThat(found.agrees(said))
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

    static List<Template> templates() {
        return Templates.all().stream().filter(Template::trains).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void gradients_that_are_wrong_by_a_tenth_would_be_noticed(Template template) throws IOException {
        double right = RUNS.losses(template, Cell.alone(template, Cell.plain(template)))
                .getLast();
        double wrong = RUNS.losses(template, Cell.alone(template, Cell.plain(template, 1.1 * Cell.RATE)))
                .getLast();
        assertThat(Math.abs(wrong / right - 1)).isGreaterThan(CellRuns.FP32);
    }

    @AfterAll
    static void write() throws IOException {
        if (WRITES) {
            ExecutedPage.write(FOUND);
        }
    }
}
