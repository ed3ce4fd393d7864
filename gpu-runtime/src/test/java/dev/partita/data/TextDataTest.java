package dev.partita.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.graph.ModelGraph;
import dev.partita.kernel.LossKernel;
import dev.partita.operator.Initialization;
import dev.partita.template.Bert;
import dev.partita.template.Templates;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDataTest {
    @TempDir
    private Path folder;

    @Test
    void a_decoder_predicts_each_byte_s_successor() throws IOException {
        try (TextData data = TextData.open(text("abcdefgh"), 3)) {
            assertThat(read(data, "tokens", 1, 0)).containsExactly('d', 'e', 'f');
            assertThat(read(data, "targets", 1, 0)).containsExactly('e', 'f', 'g');
            assertThat(read(data, "targets", 2, 0)).containsExactly('h', 'a', 'b');
        }
    }

    @Test
    void an_encoder_reads_what_the_decoder_continues() throws IOException {
        try (TextData data = TextData.open(text("abcdefghijkl"), new TextWindow(4, 2, 1))) {
            assertThat(read(data, "source", 1, 0)).containsExactly('g', 'h', 'i', 'j');
            assertThat(read(data, "tokens", 1, 0)).containsExactly('j', 'k');
            assertThat(read(data, "targets", 1, 0)).containsExactly('k', 'l');
        }
    }

    @Test
    void a_masked_model_predicts_as_many_bytes_of_every_sample_and_reads_the_others_as_they_are() throws IOException {
        try (TextData data = TextData.open(text("the quick brown fox jumps"), new TextWindow(0, 20, 3))) {
            for (long draw = 0; draw < 50; draw++) {
                int[] tokens = read(data, "masked_tokens", 0, draw);
                int[] targets = read(data, "masked_targets", 0, draw);
                assertThat(Arrays.stream(targets).filter(target -> target != LossKernel.IGNORED))
                        .hasSize(3);
                int[] original = read(data, "tokens", 0, 0);
                assertThat(IntStream.range(0, 20).filter(i -> targets[i] == LossKernel.IGNORED))
                        .allMatch(i -> tokens[i] == original[i]);
            }
        }
    }

    @Test
    void four_of_five_predicted_bytes_are_hidden() throws IOException {
        try (TextData data = TextData.open(text("x".repeat(1000)), new TextWindow(0, 1000, 500))) {
            int[] tokens = read(data, "masked_tokens", 0, 7);
            assertThat(Arrays.stream(tokens)
                            .filter(token -> token == TextMask.MASK)
                            .count())
                    .isBetween(370L, 430L);
        }
    }

    @Test
    void what_is_masked_depends_on_seed_and_position_alone() throws IOException {
        try (TextData data = TextData.open(text("abcdefgh".repeat(10)), new TextWindow(0, 8, 2))) {
            int[] both = load(data, 3, 6, 16);
            assertThat(Arrays.copyOfRange(both, 8, 16)).isEqualTo(load(data, 3, 7, 8));
            assertThat(load(data, 3, 7, 8)).isNotEqualTo(load(data, 4, 7, 8));
            assertThat(load(data, 3, 7, 8)).isNotEqualTo(load(data, 3, 17, 8));
        }
    }

    @Test
    void a_masked_model_needs_a_token_that_hides() {
        assertThat(Datasets.open(Templates.named("bert-mini").graph(), Optional.empty())
                        .samples())
                .isPositive();
        assertThatThrownBy(() -> Datasets.open(bertOfBytes(), Optional.empty()))
                .isInstanceOf(InvalidData.class)
                .hasMessageContaining("257");
    }

    private static ModelGraph bertOfBytes() {
        return new Bert(1, 8, 1, 8, 256, 1, Initialization.ZEROS).graph("bytes");
    }

    private static int[] load(TextData data, long seed, long position, int count) {
        int[] numbers = new int[count];
        new OrderedSource(data, new SampleOrder.Sequential(), seed)
                .load("masked_targets", position, MemorySegment.ofArray(numbers));
        return numbers;
    }

    private static int[] read(TextData data, String input, long sample, long draw) {
        int[] numbers = new int[(int) data.sampleBytes(input) / Integer.BYTES];
        data.read(input, sample, draw, MemorySegment.ofArray(numbers));
        return numbers;
    }

    private Path text(String content) throws IOException {
        return Files.writeString(folder.resolve("text.txt"), content);
    }
}
