package dev.partita.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, opening it ends in a tensor list or in one sentence. */
class HostileSafetensorsTest {
    private static final String VALID = "{\"__metadata__\":{\"by\":\"hand\"},\"a\":" + tensor("F32", "[2]", "[0,8]")
            + ",\"b\":" + tensor("I64", "[]", "[8,16]") + "}";

    @TempDir
    Path folder;

    static Stream<Arguments> damagedFiles() {
        return Stream.of(
                argumentSet("empty", new byte[0], "found 0 bytes"),
                argumentSet("shorter than the length", new byte[7], "found 7 bytes"),
                argumentSet(
                        "negative length", SafetensorsBytes.of(-1, new byte[9], new byte[0]), "18446744073709551615"),
                argumentSet(
                        "length past the end", SafetensorsBytes.of(10, new byte[9], new byte[0]), "at most 9 bytes"),
                argumentSet("length zero", SafetensorsBytes.of(0, new byte[0], new byte[0]), "START_OBJECT"),
                argumentSet("zeros", new byte[64], "START_OBJECT"),
                argumentSet("not UTF-8", SafetensorsBytes.of(4, new byte[] {'{', '"', -1, '"'}, new byte[0]), "JSON"));
    }

    static Stream<Arguments> hostileHeaders() {
        return Stream.of(
                argumentSet("no object", "[]", 0, "START_OBJECT, found START_ARRAY"),
                argumentSet("unfinished", "{\"a\":", 0, "JSON"),
                argumentSet("more behind it", "{} {}", 0, "more behind it"),
                argumentSet("deep", "{\"a\":" + "[".repeat(100_000), 0, "JSON"),
                argumentSet("deep field", "{\"a\":{\"x\":" + "[".repeat(100_000), 0, "JSON"),
                argumentSet("name twice", "{\"a\":" + f32("[0,4]") + ",\"a\":" + f32("[4,8]") + "}", 8, "uplicate"),
                argumentSet("overlap", "{\"a\":" + f32("[0,4]") + ",\"b\":" + f32("[0,4]") + "}", 4, "found 0"),
                argumentSet("gap", "{\"a\":" + f32("[0,4]") + ",\"b\":" + f32("[8,12]") + "}", 12, "found 8"),
                argumentSet("data missing", "{\"a\":" + f32("[0,4]") + "}", 3, "4 bytes of tensors in 3"),
                argumentSet("data left over", "{\"a\":" + f32("[0,4]") + "}", 5, "4 bytes of tensors in 5"),
                argumentSet("end before begin", "{\"a\":" + f32("[4,0]") + "}", 4, "found data_offsets [4, 0]"),
                argumentSet("negative offset", "{\"a\":" + f32("[-4,0]") + "}", 4, "not negative"),
                argumentSet("one offset", "{\"a\":" + f32("[0]") + "}", 4, "two data_offsets"),
                argumentSet("fraction", "{\"a\":" + f32("[0.0,4.0]") + "}", 4, "whole numbers"),
                argumentSet("offset of 80 bits", "{\"a\":" + f32("[0,1208925819614629174706176]") + "}", 4, "JSON"),
                argumentSet("shape too large", hostileShape("[4294967296,4294967296]"), 4, "63 bits"),
                argumentSet("bytes too large", hostileShape("[4611686018427387904]"), 4, "63 bits"),
                argumentSet("no elements", hostileShape("[0]"), 0, "must be positive"),
                argumentSet("negative size", hostileShape("[-1]"), 4, "not negative"),
                argumentSet("many dimensions", hostileShape("[1" + ",1".repeat(1000) + "]"), 4, "at most 16"),
                argumentSet("unknown type", "{\"a\":" + tensor("F31", "[1]", "[0,4]") + "}", 4, "found \"F31\""),
                argumentSet("long type", "{\"a\":" + tensor("F".repeat(9999), "[1]", "[0,4]") + "}", 4, "..."),
                argumentSet("long name", "{\"" + "a".repeat(9999) + "\":" + f32("[0,4]") + "}", 4, "JSON"),
                argumentSet("terminal commands", "{\"\\u001b[2J\":1}", 0, "?[2J should be"),
                argumentSet("type of a number", "{\"a\":{\"dtype\":1}}", 4, "VALUE_STRING"),
                argumentSet("nothing said", "{\"a\":{}}", 0, "should have a dtype"),
                argumentSet("number for a tensor", "{\"a\":1}", 0, "START_OBJECT"),
                argumentSet("metadata of numbers", "{\"__metadata__\":{\"a\":1}}", 0, "VALUE_STRING"));
    }

    @ParameterizedTest
    @MethodSource("damagedFiles")
    void damaged_files_are_refused_in_a_sentence(byte[] content, String reason) throws IOException {
        Path file = Files.write(folder.resolve("weights.safetensors"), content);
        assertRefused(file, reason);
    }

    @ParameterizedTest
    @MethodSource("hostileHeaders")
    void hostile_headers_are_refused_in_a_sentence(String header, int dataBytes, String reason) throws IOException {
        byte[] content = SafetensorsBytes.of(header, new byte[dataBytes]);
        assertRefused(Files.write(folder.resolve("weights.safetensors"), content), reason);
    }

    @Test
    void a_header_over_100_MB_is_refused_before_it_is_read() throws IOException {
        Path file = Files.write(folder.resolve("large"), SafetensorsBytes.of(100_000_001, new byte[0], new byte[0]));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        assertRefused(file, "at most 100000000 bytes");
    }

    @Test
    void the_file_that_the_others_are_made_from_is_valid() throws IOException {
        Path file = Files.write(folder.resolve("valid"), SafetensorsBytes.of(VALID, new byte[16]));
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            assertThat(opened.tensors()).containsOnlyKeys("a", "b");
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void random_damage_is_either_harmless_or_refused(int seed) throws IOException {
        Random random = new Random(seed);
        byte[] content = SafetensorsBytes.of(VALID, new byte[16]);
        for (int i = 0; i <= seed % 4; i++) {
            content[random.nextInt(content.length)] = (byte) random.nextInt();
        }
        Path file = Files.write(folder.resolve("damaged"), content);
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            assertThat(opened.tensors().values().stream()
                            .mapToLong(StoredTensor::bytes)
                            .sum())
                    .isEqualTo(16);
        } catch (InvalidCheckpoint refused) {
            assertThat(refused).hasMessageContaining("use an undamaged file");
        }
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> SafetensorsFile.open(file).close())
                .isInstanceOf(InvalidCheckpoint.class)
                .hasMessageStartingWith(file + " cannot be read as safetensors: ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith("; use an undamaged file.")
                .message()
                .hasSizeLessThan(file.toString().length() + 400);
    }

    private static String f32(String offsets) {
        return tensor("F32", "[1]", offsets);
    }

    private static String hostileShape(String shape) {
        return "{\"a\":" + tensor("F32", shape, "[0,4]") + "}";
    }

    private static String tensor(String type, String shape, String offsets) {
        return "{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    }
}
