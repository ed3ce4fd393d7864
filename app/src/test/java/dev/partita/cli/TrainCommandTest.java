package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TrainCommandTest {
    @TempDir
    Path home;

    private Terminal terminal;
    private Path project;

    @BeforeEach
    void make_a_project_with_short_steps() {
        terminal = new Terminal();
        project = home.resolve("mini");
        terminal.type("new", project, "--template", "gpt-mini");
        terminal.type("set", project, "training.global_batch=2", "training.microbatch=1");
    }

    private JsonNode train(Object... more) {
        Object[] words = new Object[more.length + 3];
        words[0] = "train";
        words[1] = project;
        words[2] = "--json";
        System.arraycopy(more, 0, words, 3, more.length);
        return terminal.type(words).json();
    }

    private static List<Double> losses(JsonNode train) {
        return StreamSupport.stream(train.get("losses").spliterator(), false)
                .map(JsonNode::doubleValue)
                .toList();
    }

    @Test
    void training_measures_the_bytes_that_were_predicted() {
        var train = train("--steps", 3);
        assertThat(losses(train)).hasSize(3);
        for (JsonNode device : train.get("devices")) {
            assertThat(device.get("measured_peak_bytes")).isEqualTo(device.get("predicted_peak_bytes"));
        }
        assertThat(train.get("measured_step_seconds").doubleValue()).isPositive();
    }

    @Test
    void a_run_is_kept_with_its_prediction_and_can_be_compared_and_drawn() throws IOException {
        train("--steps", 2);
        train("--steps", 1, "--seed", 7);
        var runs = terminal.type("runs", project, "--json").json().get("runs");
        assertThat(runs.get(0).get("status").stringValue()).isEqualTo("finished");
        assertThat(runs.get(0).get("predicted_step_seconds").doubleValue()).isPositive();
        assertThat(terminal.type("runs", project, "diff", 1, 2).out()).contains("seed", "last_loss");
        Path trace = home.resolve("trace.json");
        terminal.type("runs", project, "export", 1, "--to", "chrome", "-o", trace);
        assertThat(Files.readString(trace)).contains("gpu:0 predicted", "gpu:0 measured");
        Path figures = home.resolve("run.tfevents");
        terminal.type("runs", project, "export", 1, "--to", "tensorboard", "-o", figures);
        assertThat(Files.readString(figures, StandardCharsets.ISO_8859_1))
                .contains("brain.Event:2", "train/loss", "devices/gpu:1/busy_fraction");
        assertThat(terminal.type("runs", project, "export", 1, "--to", "chrome", "--steps", "1:2", "-o", trace)
                        .refusal(2))
                .contains("one step");
        terminal.type("runs", project, "note", 1, "--tags", "baseline");
        assertThat(terminal.type("runs", project).out()).contains("baseline");
        assertThat(terminal.type("runs", project, "diff", 1, 9).refusal(2)).contains("no run 9");
    }

    @Test
    void a_resumed_run_goes_on_bit_for_bit() throws IOException {
        List<Double> whole = losses(train("--steps", 3, "--losses", home.resolve("losses.csv")));
        assertThat(home.resolve("losses.csv")).content().startsWith("step,loss\n0," + whole.getFirst());
        Files.delete(project.resolve("checkpoints/step-00000003.safetensors"));
        train("--steps", 2);
        assertThat(losses(train("--steps", 1, "--resume"))).containsExactly(whole.getLast());
    }

    @Test
    void initial_weights_written_and_read_are_those_of_the_seed() {
        String weights = train("--steps", 0, "--seed", 5).get("checkpoint").stringValue();
        assertThat(losses(train("--steps", 1, "--order", "sequential", "--init", weights)))
                .isEqualTo(losses(train("--steps", 1, "--order", "sequential", "--seed", 5)));
    }

    @Test
    void an_interrupted_run_saves_its_weights_and_says_how_to_go_on() {
        Interrupts soon = stop -> {
            Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(1_500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                stop.run();
            });
            return () -> {};
        };
        var stopped = terminal.type(soon, "train", project, "--steps", 1_000_000);
        assertThat(stopped.exitCode()).isZero();
        assertThat(stopped.out()).contains("Stopped after", "--resume");
        var run = terminal.type("runs", project, "--json").json().get("runs").get(0);
        assertThat(run.get("status").stringValue()).isEqualTo("stopped");
        assertThat(train("--steps", 1, "--resume").get("first_step").intValue()).isNotNegative();
    }

    @Test
    void a_watched_run_shows_what_every_device_does() {
        var watched = terminal.typeWatched("train", project, "--steps", 4);
        assertThat(watched.out())
                .contains("gpu:0  ", "gpu:1  ", "compute", "comm", "wait", "idle", "memory", "link", "tokens/s")
                .contains("\u001b[", "4 steps, loss");
    }

    @Test
    void a_run_into_a_pipe_is_silent_until_it_is_done() {
        var piped = terminal.type("train", project, "--steps", 2);
        assertThat(piped.out()).doesNotContain("\u001b").contains("2 steps, loss", "to the byte");
        assertThat(piped.err()).isEmpty();
    }

    @Test
    void a_loss_that_is_no_number_fails_the_run_and_names_the_layer() {
        terminal.type("set", project, "training.optimizer=sgd", "training.learning_rate=1e30");
        assertThat(terminal.type("train", project, "--steps", 5).refusal(3)).containsIgnoringCase("loss");
        var run = terminal.type("runs", project, "--json").json().get("runs").get(0);
        assertThat(run.get("status").stringValue()).isEqualTo("failed");
    }

    @Test
    void what_does_not_fit_or_has_no_runtime_is_not_trained() {
        terminal.type("set", project, "cluster.memory=10MiB");
        assertThat(terminal.type("train", project).refusal(1)).contains("20.0 MiB");
        terminal.type("set", project, "cluster=a100-80g-sxm:1x2");
        assertThat(terminal.type("train", project).refusal(1)).isNotEmpty();
    }

    @Test
    void options_that_contradict_are_refused() {
        assertThat(terminal.type("train", project, "--resume", "--init", "x").refusal(2))
                .contains("--resume");
        assertThat(terminal.type("train", project, "--steps", -1).refusal(2)).contains("-1");
        assertThat(terminal.type("train", project, "--steps", "many").refusal(2))
                .contains("whole number");
        assertThat(terminal.type("train", project, "--order", "odd").refusal(2)).contains("sequential");
        assertThat(terminal.type("train", project, "--backend", "cuda").refusal(2))
                .contains("cpu");
        assertThat(terminal.type("train", project, "--resume").refusal(2)).contains("no checkpoint");
    }

    @Test
    void data_that_cannot_be_read_is_refused_before_the_first_step() throws IOException {
        Path text = home.resolve("text");
        terminal.type("set", project, "data=" + text);
        assertThat(terminal.type("train", project).refusal(2)).contains(text.toString());
        Files.writeString(text, "x");
        assertThat(terminal.type("train", project).refusal(2)).contains("bytes");
    }

    @Test
    void images_with_a_wrong_header_are_refused() throws IOException {
        Path images = Files.createDirectory(home.resolve("images"));
        Files.write(images.resolve("train-images-idx3-ubyte"), new byte[100]);
        Files.write(images.resolve("train-labels-idx1-ubyte"), new byte[100]);
        Path fashion = home.resolve("fashion");
        terminal.type("new", fashion, "--template", "alexnet-fashion");
        terminal.type("set", fashion, "data=" + images);
        assertThat(terminal.type("train", fashion).refusal(2)).contains("idx");
    }

    @Test
    void files_that_are_no_weights_are_refused() throws IOException {
        Path noise = Files.writeString(home.resolve("noise"), "noise");
        assertThat(terminal.type("train", project, "--init", noise).refusal(2)).contains("noise");
        assertThat(terminal.type("train", project, "--init", home.resolve("none"))
                        .refusal(2))
                .contains("none");
    }

    @Test
    void a_folder_without_room_for_checkpoints_is_refused_before_the_first_step() throws IOException {
        Files.createFile(project.resolve("checkpoints"));
        assertThat(terminal.type("train", project).refusal(2)).contains("checkpoints");
    }
}
