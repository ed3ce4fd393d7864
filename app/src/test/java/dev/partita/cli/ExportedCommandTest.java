package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models as the exporters of PyTorch 2.13 wrote them train here as there; docs/compare/exported.py wrote them. */
class ExportedCommandTest {
    private static final Path MODELS = Path.of("src", "test", "resources", "dev", "partita", "cli", "exported");
    private static final Path IMAGES = Path.of("/usr/share/datasets/fashion-mnist");
    private static final int STEPS = 20;

    @TempDir
    Path home;

    private final Terminal terminal = new Terminal();

    @ParameterizedTest
    @ValueSource(strings = {"gpt2-old.onnx", "resnet-new.onnx", "resnet-old.onnx"})
    void an_exported_model_learns_as_in_pytorch(String file) throws IOException {
        Path project = home.resolve("project");
        String name = file.substring(0, file.indexOf('-'));
        assertThat(terminal.type("import", MODELS.resolve(file), project).out()).contains("initial weights");
        if (name.equals("resnet")) {
            assumeTrue(Files.isDirectory(IMAGES), "Fashion-MNIST is not installed at " + IMAGES);
            terminal.type("set", project, "data=" + IMAGES);
        }
        terminal.type("set", project, "training.optimizer=sgd", "training.momentum=0", "training.weight_decay=0");
        terminal.type("set", project, "training.learning_rate=0.1", "training.global_batch=8", "training.microbatch=8");
        JsonNode ours = terminal.type("train", project, "--steps", STEPS, "--order", "sequential", "--json")
                .json()
                .get("losses");
        JsonNode theirs = JsonMapper.shared()
                .readTree(Files.readString(MODELS.resolve("losses.json")))
                .get(name);
        for (int step = 0; step < STEPS; step++) {
            double expected = theirs.get(step).doubleValue();
            assertThat(ours.get(step).doubleValue()).as("step %d", step).isCloseTo(expected, within(1e-4 * expected));
        }
    }
}
