package dev.partita.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.hardware.Clusters;
import dev.partita.text.Language;
import dev.partita.text.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final String NAMES =
            "gpus,global_batch,micro_batch,hidden_size,attention_heads,layers,sequence_length,"
                    + "tensor_parallelism,data_parallelism,pipeline_parallelism";
    private static final Sweep SWEEP = new Sweep(Clusters.parse("a100-80g-sxm:1x8"));

    private static Sweep.Row row(String cells) {
        return SWEEP.rows(CommaTable.parse(NAMES + "\n" + cells)).getFirst();
    }

    private static double seconds(String cells) {
        return row(cells).stepSeconds().orElseThrow();
    }

    private static String problem(String cells) {
        return row(cells).problem().orElseThrow().in(Language.ENGLISH);
    }

    @Test
    void every_row_comes_back_in_order_with_what_it_held() {
        CommaTable input = CommaTable.parse(
                "note," + NAMES + "\n\"a, b\",8,16,2,2048,16,24,1024,2,2,2\nodd,8,16,2,2048,16,24,1024,3,2,2\n");
        CommaTable output = Sweep.table(input, SWEEP.rows(input), new SweepColumns(Language.ENGLISH));
        assertThat(output.rows()).hasSize(2);
        assertThat(output.rows().get(0)).startsWith("a, b", "8", "16");
        assertThat(output.rows().get(0).get(output.column("problem"))).isEmpty();
        assertThat(output.rows().get(1).get(output.column("predicted_step_ms"))).isEmpty();
        assertThat(output.rows().get(1).get(output.column("problem"))).contains("tensor 3 x data 2 x pipeline 2");
        assertThat(CommaTable.parse(output.text())).isEqualTo(output);
    }

    @Test
    void names_of_papers_are_taken_and_what_is_missing_is_assumed() {
        Sweep.Row row = SWEEP.rows(CommaTable.parse(
                        "heads,hidden,layers,seq,vocab,tp,pp,gpus,global_batch\n16,2048,24,1024,51200,2,2,8,16"))
                .getFirst();
        Configuration read = row.configuration().orElseThrow();
        assertThat(read.data()).isEqualTo(2);
        assertThat(read.microbatch()).isEqualTo(1);
        assertThat(row.prediction()).isPresent();
    }

    /** The rule for tables that do not say: a model that one device trains keeps everything. */
    @Test
    void large_models_are_assumed_to_recompute() {
        assertThat(row("8,16,2,2048,16,24,1024,2,2,2")
                        .configuration()
                        .orElseThrow()
                        .recompute())
                .isEqualTo(Recompute.NONE);
        assertThat(row("8,16,2,6144,48,40,2048,8,1,1")
                        .configuration()
                        .orElseThrow()
                        .recompute())
                .isEqualTo(Recompute.FULL);
    }

    @Test
    void what_does_not_fit_is_predicted_and_says_how_much_it_needs() {
        Sweep.Row row = row("8,8,1,12288,96,96,2048,8,1,1");
        assertThat(row.prediction()).isPresent();
        assertThat(row.problem().orElseThrow().in(Language.ENGLISH))
                .startsWith("The fullest GPU needs ")
                .contains("GiB");
    }

    @Test
    void impossible_configurations_name_the_numbers() {
        assertThat(problem("16,16,2,2048,16,24,1024,2,4,2")).contains("16 GPUs and the cluster has 8");
        assertThat(problem("8,16,2,2048,12,24,1024,8,1,1")).contains("hidden size 2048", "12 attention heads");
        assertThat(problem("8,15,2,2048,16,24,1024,2,2,2")).contains("global batch of 15");
        assertThat(problem("8,16,2,2048,16,1,1024,2,2,2")).contains("2 stages");
        assertThat(problem("8,16,2,many,16,24,1024,2,2,2")).contains("hidden_size", "\"many\"");
        assertThat(problem("8,16,2,,16,24,1024,2,2,2")).contains("needs hidden_size");
    }

    @Test
    void a_table_without_names_or_with_ragged_rows_is_refused() {
        Assertions.assertThatThrownBy(() -> CommaTable.parse("\n")).isInstanceOf(Refusal.class);
        Assertions.assertThatThrownBy(() -> CommaTable.parse("a,b\n1")).hasMessageContaining("Row 1");
    }

    @Test
    void more_layers_samples_or_stages_to_fill_never_take_less_time() {
        double base = seconds("8,16,2,2048,16,24,1024,2,2,2");
        assertThat(seconds("8,16,2,2048,16,26,1024,2,2,2")).isGreaterThan(base);
        assertThat(seconds("8,32,2,2048,16,24,1024,2,2,2")).isGreaterThan(base);
        assertThat(seconds("8,16,4,2048,16,24,1024,2,1,4")).isGreaterThan(base);
    }

    /** The goal is 2,000 rows a second on one core; a tenth is asked of a machine that does other things meanwhile. */
    @Test
    void thousands_of_rows_take_seconds() {
        String rows = IntStream.range(0, 4000)
                .mapToObj(i ->
                        "8," + (16 + 16 * (i % 64)) + "," + (1 << i % 4) + ",2048,16," + (12 + i % 50) + ",1024,2,2,2")
                .collect(Collectors.joining("\n"));
        CommaTable table = CommaTable.parse(NAMES + "\n" + rows);
        SWEEP.rows(table);
        long start = System.nanoTime();
        List<Sweep.Row> predicted = SWEEP.rows(table);
        double seconds = (System.nanoTime() - start) * 1e-9;
        System.out.printf("%.0f rows a second%n", 4000 / seconds);
        assertThat(predicted).hasSize(4000);
        assertThat(4000 / seconds).isGreaterThan(200);
    }
}
