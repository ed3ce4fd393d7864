package dev.partita.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file that PyTorch wrote to a project that is checked, simulated, edited and opened again. */
class ImportCommandTest {
    private static final Path MODELS =
            Path.of("..", "partition-engine", "src", "test", "resources", "dev", "partita", "imports");

    @TempDir
    Path home;

    private Terminal terminal;
    private Path project;

    @BeforeEach
    void name_a_folder() {
        terminal = new Terminal();
        project = home.resolve("imported");
    }

    private Path model(String name) throws IOException {
        return Files.copy(MODELS.resolve(name), home.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2.onnx,sequence=16",
        "gpt2-fixed.onnx,",
        "resnet-training.onnx,batch=4",
        "resnet-folded.onnx,",
        "sdpa.onnx,"
    })
    void an_imported_model_is_checked_and_simulated_at_once(String name, String dimension) throws IOException {
        var made = dimension == null
                ? terminal.type("import", model(name), project)
                : terminal.type("import", model(name), project, "--dim", dimension);
        assertThat(made.err()).isEmpty();
        assertThat(made.out()).contains("partita check", "import-report.txt", "CrossEntropyLoss");
        assertThat(project.resolve("import-report.txt")).content().contains("Nodes in the file");
        assertThat(terminal.type("check", project, "--json")
                        .document()
                        .get("fits")
                        .booleanValue())
                .isTrue();
        assertThat(terminal.type("simulate", project, "--json")
                        .json()
                        .get("step_seconds")
                        .doubleValue())
                .isPositive();
    }

    @Test
    void training_refuses_by_name_what_can_only_be_planned() throws IOException {
        Path model = model("sdpa.onnx");
        String bytes = Files.readString(model, ISO_8859_1).replace("Softmax", "Sigmoid");
        terminal.type("import", Files.writeString(model, bytes, ISO_8859_1), project);
        var check = terminal.type("check", project, "--json").document();
        assertThat(check.get("trainable").booleanValue()).isFalse();
        assertThat(check.get("not_trainable_because").stringValue()).contains("(Mul)");
        assertThat(terminal.type("train", project).refusal(1)).contains("(Mul)");
    }

    @Test
    void an_imported_resnet_trains_on_built_in_images() throws IOException {
        terminal.type("import", model("resnet-training.onnx"), project);
        assertThat(terminal.type("train", project, "--steps", "2", "--json")
                        .json()
                        .get("losses"))
                .hasSize(2);
    }

    @Test
    void an_open_size_is_asked_for_by_name() throws IOException {
        assertThat(terminal.type("import", model("gpt2.onnx"), project).refusal(2))
                .contains("--dim sequence=128");
        assertThat(project).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"sequence", "sequence=0", "sequence=-3", "=3", "sequence=x", "length=3"})
    void a_size_that_cannot_be_is_refused(String dimension) throws IOException {
        assertThat(terminal.type("import", model("gpt2.onnx"), project, "--dim", dimension)
                        .refusal(2))
                .isNotEmpty();
    }

    @Test
    void a_project_whose_model_file_is_gone_opens_and_says_so() throws IOException {
        Path file = model("resnet-folded.onnx");
        terminal.type("import", file, project);
        Files.write(file, new byte[] {1, 2, 3});
        // Another process: nothing is remembered of the file.
        forget(project);
        var placed = terminal.type("set", project, "training.learning_rate=0.5");
        assertThat(placed.exitCode()).isZero();
        assertThat(placed.err()).contains("resnet-folded.onnx", "cannot be read");
        assertThat(terminal.type("check", project).exitCode()).isEqualTo(2);
    }

    /** The hash of a file that nobody has imported in this process. */
    private static void forget(Path project) throws IOException {
        Path file = project.resolve("project.json");
        Files.writeString(file, Files.readString(file).replaceAll("(\"sha256\": \")....", "$10000"));
    }

    @Test
    void another_file_under_the_same_name_is_not_taken_for_the_one_that_was_imported() throws IOException {
        terminal.type("import", model("resnet-folded.onnx"), project);
        forget(project);
        assertThat(terminal.type("check", project).err()).contains("not the one that was imported", "SHA-256");
    }

    @Test
    void what_is_no_model_is_refused_in_one_sentence() throws IOException {
        Path text = Files.writeString(home.resolve("text.onnx"), "This is no model, however long it is.");
        assertThat(terminal.type("import", text, project).refusal(2)).contains("ONNX");
        assertThat(terminal.type("import", home.resolve("gone.onnx"), project).refusal(2))
                .contains("gone.onnx");
        assertThat(terminal.type("import", home.resolve("model.pt2"), project).refusal(2))
                .contains(".onnx");
    }

    @Test
    void an_empty_drawing_can_be_started() {
        assertThat(terminal.type("new", project, "--template", "blank").exitCode())
                .isZero();
        assertThat(terminal.type("check", project, "--json")
                        .document()
                        .get("diagnostics")
                        .toString())
                .contains("no-loss");
    }
}
