package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    private static final String TABLE = """
            gpus,global_batch,micro_batch,hidden_size,attention_heads,layers,sequence_length,tensor_parallelism,\
            data_parallelism,pipeline_parallelism
            8,16,2,2048,16,24,1024,2,2,2
            8,16,2,2048,16,24,1024,3,2,2
            """;

    @TempDir
    Path home;

    private Path table() throws IOException {
        return Files.writeString(home.resolve("configurations.csv"), TABLE);
    }

    @Test
    void a_table_goes_in_and_a_longer_one_comes_out() throws IOException {
        Path output = home.resolve("out.csv");
        Terminal.Result done = new Terminal().type("sweep", table(), "--cluster", "a100-80g-sxm:1x8", "-o", output);
        assertThat(done.exitCode()).isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("pipeline_parallelism,predicted_step_ms,predicted_peak_bytes");
        assertThat(lines.get(2)).startsWith("8,16,2,2048,16,24,1024,3,2,2,,");
    }

    @Test
    void scripts_read_numbers_under_the_names_of_the_columns() throws IOException {
        var document = new Terminal()
                .type("sweep", table(), "--cluster", "a100-80g-sxm:1x8", "--json")
                .json();
        assertThat(document.get("rows").asInt()).isEqualTo(2);
        assertThat(document.get("predicted").asInt()).isEqualTo(1);
        assertThat(document.get("configurations")
                        .get(0)
                        .get("predicted_step_ms")
                        .asDouble())
                .isPositive();
    }

    @Test
    void a_table_that_is_not_there_is_bad_input() {
        assertThat(new Terminal()
                        .type("sweep", home.resolve("none.csv"), "--cluster", "a100-80g-sxm:1x8")
                        .refusal(2))
                .contains("none.csv");
    }
}
