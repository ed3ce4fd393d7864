package dev.partita.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectFileTest {
    @TempDir
    Path folder;

    private ProjectFile file;

    @BeforeEach
    void saved_project() {
        file = new ProjectFile(folder, FileBoundary.DISK);
        file.save(SampleProjects.gptMini());
    }

    static Stream<Arguments> badTexts() {
        String rule = "{\"pattern\": \"embedding\", \"devices\": [0], \"mesh\": [], \"splits\": {}}";
        return Stream.of(
                arguments(
                        "unknown key of the project",
                        "\"name\": \"mini\"",
                        "\"name\": \"mini\", \"seed\": 3",
                        "line 3",
                        "\"seed\""),
                arguments(
                        "unknown key of a plan",
                        "\"microbatch\": 4,",
                        "\"microbatch\": 4, \"mikro\": 4,",
                        "line 35",
                        "mikro"),
                arguments("missing key", "\"microbatch\": 4,", "", "line 33: plans.A.training", "no \"microbatch\""),
                arguments("missing key of a rule", rule, "{\"pattern\": \"embedding\"}", "line 27", "no \"devices\""),
                arguments(
                        "repeated key",
                        "\"microbatch\": 4,",
                        "\"microbatch\": 4, \"microbatch\": 8,",
                        "line 35",
                        "Duplicate"),
                arguments("no comma", "\"microbatch\": 4,", "\"microbatch\": 4", "line 36", "not valid JSON"),
                arguments(
                        "text cut short",
                        "\"active_plan\": \"A\"\n}",
                        "\"active_plan\": \"A",
                        "line 59",
                        "not valid JSON"),
                arguments("nothing", "ALL", "", "line 1", "starts with"),
                arguments("a list", "ALL", "[]", "line 1", "starts with"),
                arguments(
                        "trailing text",
                        "\"active_plan\": \"A\"\n}",
                        "\"active_plan\": \"A\"\n} {",
                        "line 60",
                        "goes on after"),
                arguments("batch 0", "\"global_batch\": 8", "\"global_batch\": 0", "line 33", "global batch of 0"),
                arguments(
                        "batch of 10^30",
                        "\"global_batch\": 8",
                        "\"global_batch\": 1" + "0".repeat(30),
                        "line 34",
                        "out of range"),
                arguments(
                        "batch of a text", "\"global_batch\": 8", "\"global_batch\": \"8\"", "line 34", "global_batch"),
                arguments("batch of 8.5", "\"global_batch\": 8", "\"global_batch\": 8.5", "line 34", "8.5"),
                arguments("batch of null", "\"global_batch\": 8", "\"global_batch\": null", "line 34", "global_batch"),
                arguments("endless number", "\"beta1\": 0.9", "\"beta1\": 1e999", "line 39", "too large"),
                arguments(
                        "number of 1000 digits",
                        "\"beta1\": 0.9",
                        "\"beta1\": 0." + "1".repeat(1000),
                        "line 39",
                        "out of bounds"),
                arguments("no number", "\"beta1\": 0.9", "\"beta1\": NaN", "line 39", "not valid JSON"),
                arguments("unknown schedule", "1f1b", "2f2b", "line 36", "2f2b"),
                arguments("unknown optimizer", "adamw", "lion", "line 37: plans.A.training.optimizer", "lion"),
                arguments("a class name", "adamw", "java.lang.Runtime", "optimizer", "java.lang.Runtime"),
                arguments(
                        "device -1",
                        "[0], \"mesh\": [], \"splits\": {}}\n          ,",
                        "[-1], \"mesh\": [], \"splits\": {}}\n          ,",
                        "line 27",
                        "-1"),
                arguments(
                        "half a device",
                        "[0], \"mesh\": [], \"splits\": {}}\n          ,",
                        "[0.5], \"mesh\": [], \"splits\": {}}\n          ,",
                        "line 27",
                        "0.5"),
                arguments("rules as an object", rule, rule.replace("[0]", "{}"), "line 27", "an object"),
                arguments(
                        "rules nested deep",
                        rule,
                        "[".repeat(100_000) + "]".repeat(100_000),
                        "line 27",
                        "out of bounds"),
                arguments(
                        "a name of 1 MB",
                        "\"name\": \"mini\"",
                        "\"name\": \"" + "x".repeat(1 << 20) + "\"",
                        "line 3",
                        "out of bounds"),
                arguments("no active plan", "\"active_plan\": \"A\"", "\"active_plan\": \"B\"", "\"B\"", "[A]"),
                arguments("no format", "\"format\": 4,", "", "\"format\": 4", "no format number"),
                arguments(
                        "format as a text",
                        "\"format\": 4,",
                        "\"format\": \"1\",",
                        "\"format\": 4",
                        "no format number"),
                arguments("format 0", "\"format\": 4,", "\"format\": 0,", "\"format\": 4", "format 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTexts")
    void bad_text_is_one_sentence_with_file_and_place(String name, String good, String bad, String where, String what)
            throws IOException {
        String text = good.equals("ALL") ? bad : replaced(Files.readString(file.path()), good, bad);
        Files.writeString(file.path(), text);
        assertThatThrownBy(file::load)
                .isInstanceOf(ProjectFailure.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith(file.path().toString())
                        .contains(where)
                        .contains(what)
                        .contains("restore the file from a copy")
                        .doesNotContain("\n")
                        .doesNotContain("dev.partita")
                        .doesNotContain("tools.jackson")
                        .hasSizeLessThan(700));
        assertThat(file.path()).hasContent(text);
    }

    private static String replaced(String text, String good, String bad) {
        assertThat(text).contains(good);
        return text.replace(good, bad);
    }

    @Test
    void file_of_200_megabytes_is_refused_before_it_is_read() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.path().toFile(), "rw")) {
            sparse.setLength(200L << 20);
        }
        assertThatThrownBy(file::load)
                .isInstanceOf(ProjectFailure.class)
                .hasMessageContaining("209715200 bytes, more than the 16777216");
    }

    @Test
    void folder_in_the_file_s_place_is_refused() throws IOException {
        Files.delete(file.path());
        Files.createDirectory(file.path());
        assertThatThrownBy(file::load).isInstanceOf(ProjectFailure.class).hasMessageContaining("not a regular file");
    }

    @Test
    void newer_format_is_read_as_far_as_it_is_known() throws IOException {
        String newer = Files.readString(file.path()).replace("\"format\": 4,", "\"format\": 7, \"tenants\": [],");
        Files.writeString(file.path(), newer);
        assertThat(file.load().newer()).isTrue();
        assertThat(file.load().project()).isEqualTo(SampleProjects.gptMini());
    }

    @Test
    void newer_format_that_lacks_a_key_says_which_program_to_use() throws IOException {
        Files.writeString(file.path(), "{\"format\": 7, \"title\": \"mini\"}");
        assertThatThrownBy(file::load)
                .isInstanceOf(ProjectFailure.class)
                .hasMessage(file.path()
                        + " has format 7 and this Partita reads up to format 4; open it with a newer Partita.");
    }

    /** More steps than there are yet, shown on a format that never was. */
    @Test
    void older_format_is_led_through_every_step() throws IOException {
        FormatMigrations renamed = new FormatMigrations(Map.of(
                -1, document -> document,
                0, document -> document.set("name", document.remove("title")) == null ? document : document,
                1, document -> document,
                2, document -> document,
                3, document -> document));
        String older = Files.readString(file.path())
                .replace("\"format\": 4", "\"format\": 0")
                .replace("\"name\": \"mini\"", "\"title\": \"mini\"");
        Files.writeString(file.path(), older);

        ProjectFile.Loaded loaded = new ProjectFile(folder, FileBoundary.DISK, renamed).load();
        assertThat(loaded.older()).isTrue();
        assertThat(loaded.project()).isEqualTo(SampleProjects.gptMini());
        assertThat(file.path()).hasContent(older);
        assertThat(file.backUp(loaded)).hasFileName("project.json.format-0.bak").hasContent(older);
    }

    @Test
    void format_1_says_the_same_in_the_same_words() throws IOException {
        Files.writeString(file.path(), Files.readString(file.path()).replace("\"format\": 4", "\"format\": 1"));
        assertThat(file.load().older()).isTrue();
        assertThat(file.load().project()).isEqualTo(SampleProjects.gptMini());
    }

    @Test
    void before_format_4_all_was_copied_trained_and_computed_in_fp32() throws IOException {
        String older = Files.readString(file.path())
                .replace("\"format\": 4", "\"format\": 3")
                .replaceAll(",\\s*\"(zero|precision)\": \"?\\w+\"?", "")
                .replaceAll(",\\s*\"frozen\": \\[\\s*]", "");
        assertThat(older).doesNotContain("zero", "precision", "frozen");
        Files.writeString(file.path(), older);
        assertThat(file.load().project()).isEqualTo(SampleProjects.gptMini());
    }

    @Test
    void format_3_bills_at_the_rates_of_the_catalogue() throws IOException {
        String written = Files.readString(file.path());
        int from = written.indexOf("\"rates\"");
        String older = written.substring(0, from) + written.substring(written.indexOf("\"plans\""));
        Files.writeString(file.path(), older.replace("\"format\": 4", "\"format\": 3"));
        assertThat(file.load().project()).isEqualTo(SampleProjects.gptMini());
    }

    @Test
    void byte_order_mark_of_a_text_editor_is_no_mistake() throws IOException {
        Files.writeString(file.path(), "\uFEFF" + Files.readString(file.path()));
        assertThat(file.load().project()).isEqualTo(SampleProjects.gptMini());
    }
}
