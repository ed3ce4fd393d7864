package dev.partita.data;

import dev.partita.quantity.Bytes;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text as bytes: sample i is the bytes {@code [i*length, i*length + length)} as tokens and each one's successor as its
 * target, wrapping at the end. A file is mapped, never read whole.
 */
public final class TextData implements Dataset {
    private static final int SMALLEST_TEXT = 2;

    private final MemorySegment text;
    private final Arena arena;
    private final int length;
    private final Wording name;

    private TextData(MemorySegment text, Arena arena, int length, Wording name) {
        this.text = text;
        this.arena = arena;
        this.length = length;
        this.name = name;
    }

    /**
     * Opens a text file.
     *
     * @param length tokens of one sample
     * @throws InvalidData if there is no such file, it is not readable, or it is too short
     */
    public static TextData open(Path file, int length) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidData(
                    Sentence.of(Files.exists(file) ? "runtime.data.text_no_file" : "runtime.data.text_missing", file));
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment text = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return checked(new TextData(text, arena, length, new Verbatim(file.toString())));
        } catch (IOException problem) {
            arena.close();
            throw new InvalidData(
                    Sentence.of("runtime.data.text_unreadable", file, String.valueOf(problem.getMessage())));
        } catch (InvalidData tooShort) {
            arena.close();
            throw tooShort;
        }
    }

    /** The fixed text that comes with Partita: the book of Genesis. */
    public static TextData builtIn(int length) {
        try (InputStream stream = TextData.class.getResourceAsStream("genesis.txt")) {
            if (stream == null) {
                throw new IllegalStateException("The built-in text is missing from this build of Partita.");
            }
            Arena arena = Arena.ofShared();
            byte[] bytes = stream.readAllBytes();
            MemorySegment text = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
            return new TextData(text, arena, length, Sentence.of("runtime.data.built_in_text"));
        } catch (IOException problem) {
            throw new IllegalStateException("The built-in text cannot be read.", problem);
        }
    }

    private static TextData checked(TextData data) {
        if (data.text.byteSize() < SMALLEST_TEXT) {
            throw new InvalidData(
                    Sentence.of("runtime.data.text_short", SMALLEST_TEXT, data.text.byteSize(), data.name));
        }
        return data;
    }

    @Override
    public long samples() {
        return Math.max(1, text.byteSize() / length);
    }

    @Override
    public long sampleBytes(String input) {
        return (long) length * Integer.BYTES;
    }

    @Override
    public void read(String input, long sample, MemorySegment target) {
        long first = Math.multiplyExact(sample, (long) length) + (input.equals("targets") ? 1 : 0);
        for (int i = 0; i < length; i++) {
            byte token = text.get(ValueLayout.JAVA_BYTE, (first + i) % text.byteSize());
            target.setAtIndex(ValueLayout.JAVA_INT, i, Byte.toUnsignedInt(token));
        }
    }

    @Override
    public Wording description() {
        return Sentence.of("runtime.data.text", name, new Bytes(text.byteSize()));
    }

    @Override
    public void close() {
        arena.close();
    }
}
