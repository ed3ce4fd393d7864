package dev.partita.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.partita.cpu.CpuBackend;
import dev.partita.plan.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same weights, data and steps in PyTorch and here give the same losses. Needs the script's Python: PARTITA_PYTHON. */
class TrainingAgainstPyTorchTest {
    private static final int STEPS = 20;

    private static final Path FASHION_MNIST = Path.of("/usr/share/datasets/fashion-mnist");
    private static final Path TEXT = Path.of("src/main/resources/dev/partita/data/genesis.txt");
    private static final Path SCRIPT = Path.of("../docs/compare/training.py");

    private final CpuBackend backend = Runs.backend();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gpt-mini", "llama-mini", "moe-mini", "bert-mini", "t5-mini"})
    void text_models_learn_as_in_pytorch(String template) throws Exception {
        compare(template, TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alexnet-fashion", "resnet-mini", "vgg-mini", "inception-mini", "vit-mini"})
    void a_classifier_of_images_learns_as_in_pytorch(String template) throws Exception {
        assumeTrue(Files.isDirectory(FASHION_MNIST), "Fashion-MNIST is not installed at " + FASHION_MNIST);
        compare(template, FASHION_MNIST);
    }

    /** The first blocks as they are, as where a model is fine-tuned. */
    @Test
    void a_model_with_frozen_layers_learns_as_in_pytorch() throws Exception {
        compare(
                "gpt-mini",
                TEXT,
                List.of("embedding", "decoder/{0..1}"),
                List.of("embedding.", "decoder.0.", "decoder.1."));
    }

    private void compare(String template, Path data) throws Exception {
        compare(template, data, List.of(), List.of());
    }

    private void compare(String template, Path data, List<String> frozen, List<String> prefixes) throws Exception {
        Plan plan = Runs.plan(template, 2);
        Path weights = folder.resolve("weights.safetensors");
        Runs.Request request = Runs.request(Runs.with(plan, plan.training().withFrozen(frozen)), backend, STEPS);
        request.writeInitialWeights(backend, weights);
        List<Double> theirs = pytorch(template, weights, data, prefixes);
        List<Double> ours =
                request.startingFrom(weights).inOrder(data).run(backend).losses();
        assertThat(ours.getFirst() / theirs.getFirst() - 1).as("first loss").isBetween(-1e-5, 1e-5);
        for (int step = 0; step < STEPS; step++) {
            assertThat(ours.get(step) / theirs.get(step) - 1)
                    .as("loss of step %d: %s here, %s in PyTorch", step, ours.get(step), theirs.get(step))
                    .isBetween(-1e-4, 1e-4);
        }
    }

    private List<Double> pytorch(String template, Path weights, Path data, List<String> prefixes)
            throws IOException, InterruptedException {
        String python = System.getenv("PARTITA_PYTHON");
        assumeTrue(python != null, "PARTITA_PYTHON does not name a Python with torch");
        Path losses = folder.resolve("losses.csv");
        List<String> command = new ArrayList<>(List.of(
                python,
                SCRIPT.toString(),
                template,
                "--init",
                weights.toString(),
                "--data",
                data.toString(),
                "--steps",
                Integer.toString(STEPS),
                "--losses",
                losses.toString()));
        prefixes.forEach(prefix -> command.addAll(List.of("--frozen", prefix)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return Files.readAllLines(losses).stream()
                .skip(1)
                .map(line -> Double.valueOf(line.substring(line.indexOf(',') + 1)))
                .toList();
    }
}
