package dev.partita.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file says: a model, or one sentence why not. Never a crash, never memory that the file's size does not explain. */
class HostileFileTest {
    private static void refused(String tells, byte[] bytes, ExternalData files) {
        assertThatThrownBy(() -> OnnxFile.read(bytes, files, ImportObserver.NOBODY))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining(tells)
                .message()
                .matches("(?s)[^\\n]*\\.");
    }

    private static OnnxFile linear() {
        return new OnnxFile()
                .input("x", "batch", 16)
                .output("y", "batch", 4)
                .node("MatMul", "product", List.of("x", "w"), List.of("y"));
    }

    static Stream<Arguments> files() {
        long huge = 1L << 60;
        OnnxFile cycle = new OnnxFile()
                .input("x", "batch", 16)
                .output("a", "batch", 16)
                .node("Add", "one", List.of("x", "b"), List.of("a"))
                .node("Relu", "two", List.of("a"), List.of("b"));
        OnnxFile twice = linear().weight("w", 16, 4).node("Relu", "again", List.of("x"), List.of("y"));
        OnnxFile many = new OnnxFile().input("x", "batch", 16).output("x1", "batch", 16);
        for (int i = 0; i < OnnxReader.MOST_NODES + 1; i++) {
            many.node("Relu", "", List.of(i == 0 ? "x" : "x" + i), List.of("x" + (i + 1)));
        }
        return Stream.of(
                Arguments.of(
                        "2^63 bytes",
                        linear().tensor("w", new long[] {huge, huge}, out -> {}).bytes()),
                Arguments.of(
                        "negative",
                        linear().tensor("w", new long[] {-1, 4}, out -> {}).bytes()),
                Arguments.of(
                        "needs 256 bytes",
                        linear().tensor("w", new long[] {16, 4}, out -> out.writeByteArray(9, new byte[9]))
                                .bytes()),
                Arguments.of(
                        "2^63 elements",
                        new OnnxFile()
                                .input("x", "batch", huge, huge)
                                .output("y", 1)
                                .node("Relu", "r", List.of("x"), List.of("y"))
                                .bytes()),
                Arguments.of("nothing before it puts out", cycle.bytes()),
                Arguments.of("defined already", twice.bytes()),
                Arguments.of(
                        "defined twice",
                        linear().weight("w", 16, 4).weight("w", 16, 4).bytes()),
                Arguments.of("nodes", many.bytes()),
                Arguments.of("nested", nested(40)),
                Arguments.of(
                        "outside",
                        linear().external("w", "../w.bin", 0, 256, 16, 4).bytes()),
                Arguments.of(
                        "outside",
                        linear().external("w", "/etc/passwd", 0, 256, 16, 4).bytes()),
                Arguments.of(
                        "not beside",
                        linear().external("w", "gone.bin", 0, 256, 16, 4).bytes()),
                Arguments.of(
                        "has only 100",
                        linear().external("w", "short.bin", 0, 256, 16, 4).bytes()),
                Arguments.of(
                        "has only 100",
                        linear().external("w", "short.bin", Long.MAX_VALUE, 0, 16, 4)
                                .bytes()),
                Arguments.of(
                        "takes a last dimension", linear().weight("w", 15, 4).bytes()),
                Arguments.of("no graph", new byte[0]),
                Arguments.of(
                        "states no shape",
                        new OnnxFile()
                                .input("x", "batch", 2)
                                .output("z", 1)
                                .node("Odd", "o", List.of("x"), List.of("y"))
                                .bytes()),
                Arguments.of("No output", new OnnxFile().input("x", "batch", 2).bytes()),
                Arguments.of(
                        "no shape",
                        new OnnxFile()
                                .input("x", "batch", 2)
                                .node("Relu", "r", List.of("gone"), List.of("y"))
                                .output("y", 2)
                                .bytes()));
    }

    /** Attributes that hold graphs that hold nodes that hold attributes, as far down as asked. */
    private static byte[] nested(int depth) {
        byte[] tensor = new byte[0];
        for (int i = 0; i < depth; i++) {
            byte[] inner = tensor;
            tensor = OnnxFile.message(out -> out.writeByteArray(i(inner), inner));
        }
        byte[] graph = tensor;
        return OnnxFile.message(out -> out.writeByteArray(7, graph));
    }

    private static int i(byte[] inner) {
        return inner.length % 2 == 0 ? 1 : 5;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void a_file_that_cannot_be_is_refused_in_one_sentence(String tells, byte[] bytes) {
        if (tells.equals("nested") || tells.equals("no shape")) {
            assertThatCode(() -> OnnxFile.read(bytes)).isInstanceOf(ImportRefused.class);
            return;
        }
        refused(tells, bytes, path -> path.equals("short.bin") ? OptionalLong.of(100) : OptionalLong.empty());
    }

    @Test
    void a_file_that_ends_too_early_is_refused_wherever_it_ends() {
        byte[] whole = OnnxFile.chain(3).bytes();
        for (int length = 1; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatCode(() -> OnnxFile.read(cut)).as("%d bytes", length).isInstanceOf(ImportRefused.class);
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /** Law: random bytes, and good files with random damage, are read or refused, nothing else. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_bytes_are_a_model_or_refused(long seed) {
        Random random = new Random(seed);
        byte[] good = OnnxFile.chain(3).bytes();
        for (int round = 0; round < 60; round++) {
            byte[] bytes = good.clone();
            if (round % 4 == 0) {
                bytes = new byte[random.nextInt(1, 500)];
                random.nextBytes(bytes);
            } else {
                for (int hit = 0; hit < random.nextInt(1, 6); hit++) {
                    // Mostly where the structure is: between the weights' zeros.
                    int at = random.nextInt(bytes.length);
                    while (bytes[at] == 0) {
                        at = (at + 1) % bytes.length;
                    }
                    bytes[at] = (byte) random.nextInt(256);
                }
            }
            byte[] tried = bytes;
            try {
                assertThat(OnnxFile.read(tried).graph().layers()).isNotEmpty();
            } catch (ImportRefused refused) {
                assertThat(refused.getMessage())
                        .as("seed %d, round %d", seed, round)
                        .endsWith(".")
                        .doesNotContain("\n");
            }
        }
    }

    @Test
    void external_data_that_is_there_is_only_measured() {
        assertThat(linear().external("w", "data/w.bin", 64, 256, 16, 4)
                        .read(path -> path.equals("data/w.bin") ? OptionalLong.of(320) : OptionalLong.empty())
                        .graph()
                        .parameterCount())
                .isEqualTo(64);
    }
}
