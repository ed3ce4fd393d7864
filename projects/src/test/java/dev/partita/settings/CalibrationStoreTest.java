package dev.partita.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.project.FaultyDisk;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalibrationStoreTest {
    private static final String CPU = "oneDNN 3.11, avx512_core_bf16, 1 thread";

    @TempDir
    Path home;

    private final List<String> messages = new ArrayList<>();

    @Test
    void measured_costs_are_there_for_the_next_process_and_for_no_other_fingerprint() {
        store().save(CPU, Map.of("MatMul[m=8]", cost(132_000, 1.0 / 3)));
        assertThat(store().load(CPU)).containsExactly(Map.entry("MatMul[m=8]", cost(132_000, 1.0 / 3)));
        assertThat(store().load(CPU + "s")).isEmpty();
        assertThat(messages).isEmpty();
    }

    @Test
    void later_measurements_join_the_earlier_ones() {
        store().save(CPU, Map.of("MatMul[m=8]", cost(1, 1), "Gelu[n=4]", cost(0, 2)));
        store().save(CPU, Map.of("MatMul[m=8]", cost(1, 0.5)));
        assertThat(store().load(CPU))
                .containsOnly(Map.entry("MatMul[m=8]", cost(1, 0.5)), Map.entry("Gelu[n=4]", cost(0, 2)));
    }

    @Test
    void what_several_threads_measure_at_once_is_all_there() {
        IntStream.range(0, 24).parallel().forEach(n -> store().save(CPU, Map.of("MatMul[m=" + n + "]", cost(n, n))));
        assertThat(store().load(CPU)).hasSize(24);
        assertThat(messages).isEmpty();
    }

    @Test
    void ten_thousand_kernels_take_less_than_half_a_megabyte() throws IOException {
        Map<String, StoredCost> many = new HashMap<>();
        Random random = new Random(1);
        for (int n = 0; n < 10_000; n++) {
            many.put(
                    "MatMul[m=" + n + ", n=1024, k=256, transposeA=false, transposeB=true, type=FLOAT32]",
                    cost(random.nextInt(1 << 20), random.nextInt(1, 1_000_000) * 1e-9));
        }
        store().save(CPU, many);
        assertThat(store().load(CPU)).isEqualTo(many);
        assertThat(Files.size(file())).isLessThan(512 << 10);
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damaged_file_is_ignored_with_a_message_and_rebuilt(int seed) throws IOException {
        Map<String, StoredCost> costs = Map.of("MatMul[m=8]", cost(132_000, 0.25));
        store().save(CPU, costs);
        byte[] content = Files.readAllBytes(file());
        Random random = new Random(seed);
        // Ten bytes of header come first, in some of which gzip itself sees no meaning.
        content[random.nextInt(10, content.length)] ^= (byte) random.nextInt(1, 256);
        Files.write(file(), content);

        assertThat(store().load(CPU)).as("seed %d", seed).isEmpty();
        assertThat(messages).singleElement().asString().contains("measured again");
        store().save(CPU, costs);
        assertThat(store().load(CPU)).isEqualTo(costs);
    }

    @Test
    void full_disk_keeps_what_was_stored_and_says_so() {
        Map<String, StoredCost> before = Map.of("MatMul[m=8]", cost(1, 1));
        store().save(CPU, before);
        for (int operation = 0; operation < 4; operation++) {
            FaultyDisk disk = new FaultyDisk(new FileSystemException("x", null, "No space left on device"), operation);
            new CalibrationStore(new SettingsFolder(home), sentence -> messages.add(sentence.toString()), disk)
                    .save(CPU, Map.of("Gelu[n=4]", cost(0, 2)));
            assertThat(disk.failed()).isNotEmpty();
            assertThat(store().load(CPU)).isEqualTo(before);
        }
        assertThat(messages)
                .hasSize(4)
                .allMatch(message -> message.contains("No space left on device; free some space"));
    }

    private static StoredCost cost(long workspaceBytes, double seconds) {
        return new StoredCost(workspaceBytes, seconds, 2e6, 4096);
    }

    private CalibrationStore store() {
        return new CalibrationStore(new SettingsFolder(home), sentence -> messages.add(sentence.toString()));
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("calibration"))) {
            return files.filter(file -> file.toString().endsWith(".gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
