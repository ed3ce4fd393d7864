package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every command in Chinese: names, units, codes and commands to type stay, no sentence is English. */
class ChineseCommandsTest {
    /** What people type or somebody named. */
    private static final Pattern NAMED = Pattern.compile("“[^”]*”|partita [a-z]+|GPT-3 \\w+|BERT \\w+|NVIDIA .*");

    private static final Pattern RUN = Pattern.compile("[A-Za-z]{2,},?(?: [a-z]{2,}[,;.]?)+");

    @TempDir
    Path home;

    private Terminal terminal;
    private Path project;

    @BeforeEach
    void make_a_project() {
        terminal = new Terminal();
        project = home.resolve("mini");
        assertChinese(type("new", project, "--template", "gpt-mini").out());
    }

    private Terminal.Result type(Object... words) {
        return terminal.type(Stream.concat(Arrays.stream(words), Stream.of("--language", "zh"))
                .toArray());
    }

    private static void assertChinese(String text) {
        assertThat(text).containsPattern("\\p{IsHan}");
        assertThat(RUN.matcher(NAMED.matcher(text).replaceAll("“”")).results().map(MatchResult::group))
                .as(text)
                .isEmpty();
    }

    @Test
    void lists_of_what_there_is() {
        assertChinese(type("templates").out());
        assertChinese(type("clusters").out());
        assertChinese(type("runs", project).out());
    }

    @Test
    void reports_of_a_plan_with_problems() {
        type("set", project, "cluster.memory=20MiB", "cluster.link_bandwidth=1MB/s");
        assertChinese(type("check", project).out());
        Terminal.Result simulated = type("simulate", project);
        assertChinese(simulated.out());
        assertChinese(simulated.err());
        assertChinese(type("train", project, "--steps", "1").refusal(1));
    }

    @Test
    void json_has_keys_and_codes_as_ever_and_messages_in_chinese() {
        type("set", project, "cluster.memory=30MiB");
        JsonNode finding =
                type("check", project, "--json").document().get("diagnostics").get(0);
        assertThat(finding.get("code").stringValue()).isEqualTo("over-capacity");
        assertThat(finding.get("severity").stringValue()).isEqualTo("error");
        assertChinese(finding.get("message").stringValue());
        finding.get("fixes").forEach(fix -> assertChinese(fix.get("description").stringValue()));
    }

    @Test
    void an_edit_of_one_language_is_undone_in_the_other() {
        terminal.type("place", project, "head", "gpu:0", "--language", "en");
        assertThat(type("undo", project).out().strip()).isEqualTo("已撤销：把 head 放到 gpu:0。");
        assertThat(terminal.type("redo", project, "--language", "en").out().strip())
                .isEqualTo("Done again: place head on gpu:0.");
    }

    @Test
    void training_and_its_runs() {
        assertChinese(type("train", project, "--steps", "1").out());
        assertChinese(type("runs", project).out());
    }

    static Stream<List<String>> refusals() {
        return Stream.of(
                        "set DIR training.batch=4",
                        "set DIR training.microbatch=x",
                        "set DIR training.microbatch=3",
                        "set DIR training.schedule=zigzag",
                        "set DIR training.momentum=0.9",
                        "set DIR training.learning_rate=-1",
                        "set DIR microbatch",
                        "set DIR cluster=virtual:0",
                        "set DIR cluster=virtual:2@1",
                        "set DIR cluster=z900:1x8",
                        "set DIR cluster=h100:1x8",
                        "set DIR cluster.memory=8",
                        "set DIR cluster.link_bandwidth=8km/s",
                        "set DIR training.microbatch=4 --plan Z",
                        "place DIR decoder/{9..2} gpu:0",
                        "new DIR --template gpt-mini",
                        "new DIR/other --template gptmini",
                        "undo DIR/nowhere",
                        "train DIR --resume",
                        "train DIR --data x",
                        "frobnicate")
                .map(line -> List.of(line.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusals_of_bad_input(List<String> words) {
        Object[] typed = words.stream()
                .map(word -> word.replace("DIR", project.toString()))
                .toArray();
        Terminal.Result refused = type(typed);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertChinese(refused.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"format\": 1}", "{\"format\": 77}", "{\"format\": 1, \"name\": 3}"})
    void broken_projects(String content) throws IOException {
        Files.writeString(project.resolve("project.json"), content);
        String refusal = type("undo", project).refusal(2);
        assertThat(refusal).containsPattern("\\p{IsHan}").doesNotContain("found", "cannot", "format number");
    }

    @Test
    void a_data_path_that_leads_nowhere() {
        type("set", project, "data=nowhere.txt");
        assertChinese(type("train", project, "--steps", "1").refusal(2));
    }
}
