package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints as the transformers library saved them train here as in PyTorch; docs/compare/huggingface.py wrote them. */
class HuggingFaceCommandTest {
    private static final Path MODELS = Path.of("src", "test", "resources", "dev", "partita", "cli", "huggingface");
    private static final Path IMAGES = Path.of("/usr/share/datasets/fashion-mnist");

    @TempDir
    Path home;

    private final Terminal terminal = new Terminal();

    private Path copied(String name) throws IOException {
        Path folder = Files.createDirectory(home.resolve(name));
        try (Stream<Path> files = Files.list(MODELS.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "llama", "mistral", "mixtral", "qwen2", "bert", "t5", "vit"})
    void a_checkpoint_learns_as_in_pytorch(String name) throws IOException {
        JsonNode theirs = JsonMapper.shared()
                .readTree(Files.readString(MODELS.resolve(name).resolve("losses.json")));
        Path project = home.resolve("project");
        var imported = terminal.type("import", MODELS.resolve(name).resolve("config.json"), project, "--json");
        assertThat(imported.json().get("parameters").longValue())
                .isEqualTo(theirs.get("parameters").longValue());
        if (name.equals("vit")) {
            assumeTrue(Files.isDirectory(IMAGES), "Fashion-MNIST is not installed at " + IMAGES);
            terminal.type("set", project, "data=" + IMAGES);
        }
        terminal.type("set", project, "training.optimizer=sgd", "training.momentum=0", "training.weight_decay=0");
        terminal.type("set", project, "training.learning_rate=0.05");
        JsonNode ours = terminal.type("train", project, "--steps", "5", "--order", "sequential", "--json")
                .json()
                .get("losses");
        for (int step = 0; step < 5; step++) {
            double expected = theirs.get("losses").get(step).doubleValue();
            assertThat(ours.get(step).doubleValue()).isCloseTo(expected, within(1e-4 * expected));
        }
    }

    @Test
    void what_the_weights_lack_is_named_and_drawn() throws IOException {
        Path model = copied("llama");
        Path index = model.resolve("model.safetensors.index.json");
        Files.writeString(index, Files.readString(index).replace("model-00001", "model-00002"));
        var imported = terminal.type("import", model.resolve("config.json"), home.resolve("project"));
        assertThat(imported.out()).contains("drawn from the seed: embedding.weight");
        assertThat(terminal.type("train", home.resolve("project"), "--steps", "1", "--json")
                        .json()
                        .get("losses"))
                .hasSize(1);
    }

    @Test
    void weights_of_another_model_are_refused_before_a_project_is_made() throws IOException {
        Path model = copied("gpt2");
        Path config = model.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"n_embd\": 32", "\"n_embd\": 64"));
        assertThat(terminal.type("import", config, home.resolve("project")).refusal(2))
                .contains("wte.weight", "256 x 64", "256 x 32");
        assertThat(home.resolve("project")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 5000})
    void random_bytes_are_no_config(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Path config = Files.write(home.resolve("config.json"), bytes);
        terminal.type("import", config, home.resolve("project")).refusal(2);
        Files.writeString(config, "{\"a\":[".repeat(length + 1));
        terminal.type("import", config, home.resolve("project")).refusal(2);
    }

    @Test
    void an_index_that_leads_out_of_the_folder_is_refused() throws IOException {
        Path model = copied("llama");
        Path index = model.resolve("model.safetensors.index.json");
        Files.writeString(index, "{\"weight_map\":{\"a\":\"../secret.safetensors\"}}");
        assertThat(terminal.type("import", model.resolve("config.json"), home.resolve("project"))
                        .refusal(2))
                .contains("../secret");
    }

    @Test
    void without_weights_training_starts_from_random_ones() throws IOException {
        Path model = copied("bert");
        Files.delete(model.resolve("model.safetensors"));
        assertThat(terminal.type("import", model.resolve("config.json"), home.resolve("project"))
                        .out())
                .contains("No weights were found");
    }

    @Test
    void a_shorter_text_takes_the_first_positions() throws IOException {
        Path project = home.resolve("project");
        terminal.type("import", MODELS.resolve("gpt2").resolve("config.json"), project, "--dim", "sequence=8");
        assertThat(terminal.type("train", project, "--steps", "1", "--json")
                        .json()
                        .get("losses"))
                .hasSize(1);
        assertThat(terminal.type(
                                "import",
                                MODELS.resolve("gpt2").resolve("config.json"),
                                home.resolve("longer"),
                                "--dim",
                                "sequence=32")
                        .refusal(2))
                .contains("32", "16");
    }
}
