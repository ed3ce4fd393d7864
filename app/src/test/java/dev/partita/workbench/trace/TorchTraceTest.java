package dev.partita.workbench.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.history.TaskInterval;
import dev.partita.workbench.WorkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTraceTest {
    @TempDir
    Path folder;

    private List<TaskInterval> read(String json) throws IOException {
        return TorchTrace.read(Files.writeString(folder.resolve("trace.json"), json));
    }

    private static String span(String category, String name, double start, double duration, String arguments) {
        return """
                {"ph":"X","cat":"%s","name":"%s","pid":1,"tid":2,"ts":%s,"dur":%s,"args":{%s}}""".formatted(category, name, start, duration, arguments);
    }

    private static String trace(String... spans) {
        return "{\"schemaVersion\":1,\"other\":[{\"a\":[1]}],\"traceEvents\":[" + String.join(",", spans) + "]}";
    }

    @Test
    void kernels_of_the_last_step_are_on_the_lanes_of_their_cards() throws IOException {
        List<TaskInterval> tasks = read(trace(
                span("user_annotation", "ProfilerStep#1", 0, 1e6, ""),
                span("kernel", "gemm", 10, 5, "\"device\":0,\"stream\":7"),
                span("user_annotation", "ProfilerStep#2", 2e6, 1e6, ""),
                span("cpu_op", "aten::mm", 2e6, 100, ""),
                span("kernel", "gemm", 2.5e6, 1000, "\"stream\":7,\"device\":1"),
                span("kernel", "ncclDevKernel_AllReduce", 2.5e6, 2000, "\"device\":1")));
        assertThat(tasks)
                .containsExactlyInAnyOrder(
                        new TaskInterval("gemm #0", "gpu:1", "compute", 0, 0.001, 0),
                        new TaskInterval("ncclDevKernel_AllReduce #0", "gpu:1", "send", 0, 0.002, 0));
    }

    @Test
    void without_a_card_the_outermost_operators_are_shown() throws IOException {
        List<TaskInterval> tasks = read(trace(
                span("cpu_op", "aten::linear", 100, 50, ""),
                span("cpu_op", "aten::addmm", 110, 30, ""),
                span("cpu_op", "aten::gelu", 160, 10, "")));
        assertThat(tasks).extracting(TaskInterval::name).containsExactly("aten::linear #0", "aten::gelu #0");
        assertThat(tasks.getFirst().startSeconds()).isZero();
    }

    @Test
    void streams_of_one_card_share_a_lane_without_overlap() throws IOException {
        List<TaskInterval> tasks = read(trace(
                span("kernel", "a", 0, 10, "\"device\":0,\"stream\":7"),
                span("kernel", "b", 4, 4, "\"device\":0,\"stream\":8"),
                span("kernel", "c", 8, 12, "\"device\":0,\"stream\":8")));
        assertThat(tasks)
                .extracting(TaskInterval::startSeconds, TaskInterval::endSeconds)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0.0, 10 / 1e6),
                        org.assertj.core.groups.Tuple.tuple(10 / 1e6, 20 / 1e6));
    }

    @Test
    void ranks_of_a_distributed_run_are_devices() throws IOException {
        String json = trace(span("kernel", "a", 0, 10, "\"device\":0"));
        List<TaskInterval> tasks =
                read(json.replaceFirst("\\{", "{\"distributedInfo\":{\"rank\":3,\"world_size\":4},"));
        assertThat(tasks).extracting(TaskInterval::device).containsExactly("gpu:3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"traceEvents\":[{\"ph\":\"X\"",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
                "{\"traceEvents\":7}",
                "{\"traceEvents\":[1,null,{\"ph\":\"X\",\"cat\":\"kernel\",\"ts\":1e300,\"dur\":[2]}]}"
            })
    void a_file_that_is_no_trace_is_refused_in_one_sentence(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(WorkFailure.class)
                .hasMessageContaining("trace.json")
                .hasMessageContaining("export_chrome_trace");
    }
}
