package dev.partita.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.tensor.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    private static final StoredTensor WEIGHT = new StoredTensor("weight", StoredType.F32, Shape.of(2, 3));
    private static final StoredTensor STEP = new StoredTensor("step", StoredType.I64, Shape.SCALAR);
    private static final StoredTensor TOKENS = new StoredTensor("tokens \"\u6587\"", StoredType.I32, Shape.of(5));
    private static final StoredTensor LOSS = new StoredTensor("loss", StoredType.F64, Shape.of(1));
    private static final StoredTensor LONG = new StoredTensor("long", StoredType.F32, Shape.of(1_000_003));
    private static final List<StoredTensor> ALL = List.of(WEIGHT, STEP, TOKENS, LOSS, LONG);

    @TempDir
    Path folder;

    @Test
    void everything_written_is_read_back() throws IOException {
        Path file = folder.resolve("all.safetensors");
        Map<StoredTensor, byte[]> content = randomContent();
        Map<String, String> metadata = Map.of("format", "pt", "\u6587\n", "\"quoted\"");
        Safetensors.write(file, metadata, ALL, tensor -> MemorySegment.ofArray(content.get(tensor)));
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.metadata()).isEqualTo(metadata);
            assertThat(read.tensors().values()).containsExactlyInAnyOrderElementsOf(ALL);
            for (StoredTensor tensor : ALL) {
                assertThat(bytes(read, tensor)).isEqualTo(content.get(tensor));
            }
        }
    }

    @Test
    void the_bytes_are_those_of_the_format() throws IOException {
        Path file = folder.resolve("one.safetensors");
        MemorySegment one = MemorySegment.ofArray(new float[] {1});
        StoredTensor bias = new StoredTensor("b", StoredType.F32, Shape.of(1));
        Safetensors.write(file, Map.of("k", "v"), List.of(bias), _ -> one);
        String header =
                "{\"__metadata__\":{\"k\":\"v\"},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        String padded = header + " ".repeat(-header.length() & 7);
        byte[] expected = SafetensorsBytes.of(padded, new byte[] {0, 0, (byte) 0x80, 0x3f});
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
    }

    @Test
    void the_same_tensors_give_the_same_bytes_in_whatever_order_they_come() throws IOException {
        Map<StoredTensor, byte[]> content = randomContent();
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Safetensors.write(first, Map.of("a", "1", "b", "2"), ALL, t -> MemorySegment.ofArray(content.get(t)));
        Safetensors.write(
                second, Map.of("b", "2", "a", "1"), ALL.reversed(), t -> MemorySegment.ofArray(content.get(t)));
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    }

    @Test
    void a_write_that_fails_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = Files.writeString(folder.resolve("old.safetensors"), "old");
        assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(LONG), _ -> {
                    throw new IllegalStateException("device lost");
                }))
                .hasMessage("device lost");
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void two_tensors_of_one_name_are_refused() {
        Path file = folder.resolve("twice");
        assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(STEP, STEP), _ -> MemorySegment.NULL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"step\" again");
    }

    @Test
    void content_of_another_length_is_refused() {
        Path file = folder.resolve("short");
        MemorySegment tooShort = MemorySegment.ofArray(new byte[20]);
        assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(WEIGHT), _ -> tooShort))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24 bytes, found content of 20");
    }

    @Test
    void a_tensor_that_is_not_there_is_named() throws IOException {
        Path file = folder.resolve("one");
        Safetensors.write(file, Map.of(), List.of(STEP), _ -> MemorySegment.ofArray(new long[1]));
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> read.read("bias", MemorySegment.NULL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("bias");
        }
    }

    @Test
    void a_file_cut_while_it_is_open_ends_the_reading() throws IOException {
        Path file = folder.resolve("cut");
        Safetensors.write(file, Map.of(), List.of(LONG), t -> MemorySegment.ofArray(new byte[(int) t.bytes()]));
        try (SafetensorsFile read = SafetensorsFile.open(file);
                RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(1000);
            assertThatThrownBy(() -> bytes(read, LONG)).isInstanceOf(EOFException.class);
        }
    }

    private static byte[] bytes(SafetensorsFile file, StoredTensor tensor) throws IOException {
        byte[] bytes = new byte[(int) tensor.bytes()];
        file.read(tensor.name(), MemorySegment.ofArray(bytes));
        return bytes;
    }

    private static Map<StoredTensor, byte[]> randomContent() {
        Random random = new Random(1);
        Map<StoredTensor, byte[]> content = new HashMap<>();
        for (StoredTensor tensor : ALL) {
            byte[] bytes = new byte[(int) tensor.bytes()];
            random.nextBytes(bytes);
            content.put(tensor, bytes);
        }
        return content;
    }
}
