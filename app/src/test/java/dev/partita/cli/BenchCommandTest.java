package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is measured and how it is written; never how fast it is. */
class BenchCommandTest {
    @Test
    void an_unknown_benchmark_is_refused_with_the_names_of_all() {
        String refusal = new Terminal().type("bench", "hoover").refusal(2);
        assertThat(refusal).contains("hoover");
        Benchmark.ALL.forEach(benchmark -> assertThat(refusal).contains(benchmark.name()));
    }

    @Test
    void a_hovered_drop_is_timed_with_and_without_what_was_learnt_from_the_drops_before() {
        var setting = new HoverBenchmark.Setting("gpt3-small", "a100-80g-sxm:1x4");
        Report table = new HoverBenchmark(List.of(setting), 5).measure();
        var row = JsonMapper.shared().readTree(JsonText.of(table)).get("rows").get(0);
        assertThat(row.get("devices").asInt()).isEqualTo(4);
        for (String key : List.of("first_seconds", "without_cache_seconds", "median_seconds", "p95_seconds")) {
            assertThat(row.get(key).asDouble()).as(key).isPositive();
        }
    }
}
