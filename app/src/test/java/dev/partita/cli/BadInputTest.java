package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the input: one sentence, exit code 2, and the project as it was. */
class BadInputTest {
    @TempDir
    Path home;

    private Terminal terminal;
    private Path project;

    @BeforeEach
    void make_a_project() {
        terminal = new Terminal();
        project = home.resolve("mini");
        terminal.type("new", project, "--template", "gpt-mini");
    }

    private String refused(Object... words) throws IOException {
        String before = Files.readString(project.resolve("project.json"));
        String sentence = terminal.type(words).refusal(2);
        assertThat(project.resolve("project.json")).hasContent(before);
        return sentence;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    foo                             | no command "foo"
                    set DIR --stepz=3 a=b           | no option --stepz
                    new DIR                         | --template
                    place DIR decoder/0             | DEVICES
                    undo DIR DIR                    | no further argument
                    templates --plan                | --plan
                    screenshot DIR -o x.png --tab no | found "no"
                    screenshot DIR -o x.png --size 1 | 1600x1000
                    screenshot DIR -o x.png --theme a | dark or light
                    templates --language de         | en or zh
                    templates --json --plan A --plan B | twice
                    """)
    void a_command_line_that_cannot_be_meant(String line, String tells) throws IOException {
        Object[] words = Stream.of(line.split(" "))
                .map(word -> word.replace("DIR", project.toString()))
                .toArray();
        assertThat(refused(words)).contains(tells);
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual:-1", "virtual:0", "virtual:100000", "a100-80g-sxm:1x0", "z900:1x8", "virtual:2@1"})
    void a_cluster_that_cannot_be(String cluster) throws IOException {
        assertThat(refused("new", home.resolve("other"), "--template", "gpt-mini", "--cluster", cluster))
                .isNotEmpty();
        assertThat(home.resolve("other")).doesNotExist();
    }

    @Test
    void an_unknown_template_gets_the_nearest_name() throws IOException {
        assertThat(refused("new", home.resolve("other"), "--template", "gptmini"))
                .contains("gpt-mini");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.batch=4",
                "training.microbatch=x",
                "training.microbatch=3",
                "microbatch",
                "=",
                "cluster=x"
            })
    void a_setting_that_cannot_be(String setting) throws IOException {
        assertThat(refused("set", project, setting)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu0", "gpu:", "gpu:0,", "gpu:-1", "gpu:99999999", "all"})
    void devices_that_are_none(String devices) throws IOException {
        assertThat(refused("place", project, "decoder/0", devices)).contains("gpu:0,gpu:1");
    }

    @Test
    void a_glob_that_cannot_be_read_never_gets_into_the_project() throws IOException {
        assertThat(refused("place", project, "decoder/{9..2}", "gpu:0")).contains("9..2");
    }

    @Test
    void a_plan_that_the_project_does_not_have() throws IOException {
        assertThat(refused("set", project, "training.microbatch=4", "--plan", "Z"))
                .contains("\"Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"format\": 2}", "\0\0\0", "{\"format\": 2, \"name\": 3}"})
    void a_broken_project_is_left_as_it_is(String content) throws IOException {
        Files.writeString(project.resolve("project.json"), content);
        assertThat(refused("undo", project)).contains("project.json");
    }

    @Test
    void a_newer_project_is_not_edited() throws IOException {
        Path file = project.resolve("project.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"format\": \\d+", "\"format\": 99"));
        assertThat(refused("set", project, "training.microbatch=4")).contains("newer Partita");
    }

    @Test
    void a_folder_without_a_project() throws IOException {
        assertThat(refused("undo", home)).contains("holds no project");
        assertThat(refused("undo", home.resolve("nowhere"))).contains("holds no project");
    }

    @Test
    void a_folder_that_holds_a_project_already() throws IOException {
        assertThat(refused("new", project, "--template", "gpt-mini")).contains("already holds a project");
    }

    @Test
    void a_file_where_a_folder_should_be() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThat(refused("new", file, "--template", "gpt-mini")).contains(file.toString());
    }

    @Test
    void a_folder_that_another_process_edits() throws IOException {
        try (var held = dev.partita.journal.ProjectFolder.open(project)) {
            assertThat(refused("set", held.path(), "training.microbatch=4")).contains("being edited by");
        }
    }
}
