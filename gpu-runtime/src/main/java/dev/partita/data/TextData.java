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
import java.util.Objects;

/**
 * A text as bytes: sample i of a decoder is the bytes {@code [i*length, i*length + length)} as tokens and each one's
 * successor as its target, wrapping at the end; {@link TextWindow} says what other models read. A file is mapped, never
 * read whole.
 */
public final class TextData implements Dataset {
    private static final int SMALLEST_TEXT = 2;

    private final MemorySegment text;
    private final Arena arena;
    private final TextWindow window;
    private final Wording name;

    private TextData(MemorySegment text, Arena arena, TextWindow window, Wording name) {
        this.text = text;
        this.arena = arena;
        this.window = window;
        this.name = name;
    }

    /**
     * Opens a text file.
     *
     * @param length tokens of one sample
     * @throws InvalidData if there is no such file, it is not readable, or it is too short
     */
    public static TextData open(Path file, int length) {
        return open(file, TextWindow.of(length));
    }

    static TextData open(Path file, TextWindow window) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidData(
                    Sentence.of(Files.exists(file) ? "runtime.data.text_no_file" : "runtime.data.text_missing", file));
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment text = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return checked(new TextData(text, arena, window, new Verbatim(file.toString())));
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
        return builtIn(TextWindow.of(length));
    }

    static TextData builtIn(TextWindow window) {
        try (InputStream stream = TextData.class.getResourceAsStream("genesis.txt")) {
            if (stream == null) {
                throw new IllegalStateException("The built-in text is missing from this build of Partita.");
            }
            Arena arena = Arena.ofShared();
            byte[] bytes = stream.readAllBytes();
            MemorySegment text = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, text, ValueLayout.JAVA_BYTE, 0, bytes.length);
            return new TextData(text, arena, window, Sentence.of("runtime.data.built_in_text"));
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
        return Math.max(1, text.byteSize() / window.stride());
    }

    @Override
    public long sampleBytes(String input) {
        return (long) window.length(input) * Integer.BYTES;
    }

    @Override
    public void read(String input, long sample, MemorySegment target) {
        read(input, sample, 0, target);
    }

    @Override
    public void read(String input, long sample, long draw, MemorySegment target) {
        int length = window.length(input);
        long first = Math.multiplyExact(sample, (long) window.stride()) + window.first(input);
        TextMask mask = input.startsWith("masked_") ? new TextMask(draw, length, window.predictions()) : null;
        for (int i = 0; i < length; i++) {
            int original = Byte.toUnsignedInt(text.get(ValueLayout.JAVA_BYTE, (first + i) % text.byteSize()));
            int token = switch (input) {
                case "token_types" -> 2 * i < length ? 0 : 1;
                case "masked_tokens" -> Objects.requireNonNull(mask).token(i, original);
                case "masked_targets" -> Objects.requireNonNull(mask).target(i, original);
                default -> original;
            };
            target.setAtIndex(ValueLayout.JAVA_INT, i, token);
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
