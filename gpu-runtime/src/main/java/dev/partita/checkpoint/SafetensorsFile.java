package dev.partita.checkpoint;

import dev.partita.checkpoint.SafetensorsHeader.Placed;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;

/** An open safetensors file; only its header is in memory. Confined to one thread. */
public final class SafetensorsFile implements TensorSource {
    private static final long LARGEST_HEADER_BYTES = 100_000_000;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long dataBegin;

    private SafetensorsFile(Path file, FileChannel channel, SafetensorsHeader header, long dataBegin) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        this.dataBegin = dataBegin;
    }

    /**
     * Opens a file and checks that its tensors are all there: nothing is allocated before its size is known to fit.
     *
     * @throws InvalidCheckpoint if it is not a whole safetensors file of the types of {@link StoredType}
     */
    public static SafetensorsFile open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long headerBytes = headerBytes(file, channel);
            byte[] json = new byte[(int) headerBytes];
            readFully(channel, ByteBuffer.wrap(json), Long.BYTES);
            long dataBegin = Long.BYTES + headerBytes;
            return new SafetensorsFile(file, channel, parse(file, json, channel.size() - dataBegin), dataBegin);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** What is in the file, in the file's order. */
    @Override
    public SequencedMap<String, StoredTensor> tensors() {
        SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
        header.tensors().forEach((name, placed) -> tensors.put(name, placed.tensor()));
        return Collections.unmodifiableSequencedMap(tensors);
    }

    /** Whether it leaves out parameters on purpose, to be drawn from a seed. */
    public boolean leavesOut() {
        return header.metadata().entrySet().containsAll(WeightConversion.SOME.entrySet());
    }

    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /**
     * Copies a tensor's bytes, little-endian, to {@code target}.
     *
     * @throws IllegalArgumentException if the file has no such tensor or {@code target} is not exactly as long
     */
    @Override
    public void read(String name, MemorySegment target) throws IOException {
        Placed placed = header.tensors().get(name);
        if (placed == null || placed.tensor().bytes() != target.byteSize()) {
            throw new IllegalArgumentException("Expected " + name + " of " + target.byteSize() + " bytes in " + file
                    + ", found " + (placed == null ? "no such tensor" : placed.tensor()) + ".");
        }
        ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, target.byteSize()));
        for (long done = 0; done < target.byteSize(); done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), target.byteSize() - done));
            readFully(channel, chunk, dataBegin + placed.begin() + done);
            MemorySegment.copy(MemorySegment.ofBuffer(chunk.flip()), 0, target, done, chunk.limit());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static long headerBytes(Path file, FileChannel channel) throws IOException {
        long rest = channel.size() - Long.BYTES;
        if (rest < 0) {
            throw new InvalidCheckpoint(file, Sentence.of("runtime.safetensors.begin", channel.size()), null);
        }
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, length, 0);
        long headerBytes = length.getLong(0);
        if (headerBytes < 0 || headerBytes > Math.min(rest, LARGEST_HEADER_BYTES)) {
            Sentence problem = Sentence.of(
                    "runtime.safetensors.header_length",
                    Math.min(rest, LARGEST_HEADER_BYTES),
                    Long.toUnsignedString(headerBytes));
            throw new InvalidCheckpoint(file, problem, null);
        }
        return headerBytes;
    }

    private static SafetensorsHeader parse(Path file, byte[] json, long dataBytes) {
        try {
            return SafetensorsHeader.parse(json, dataBytes);
        } catch (JacksonException e) {
            throw new InvalidCheckpoint(
                    file, Sentence.of("runtime.safetensors.json", String.valueOf(e.getOriginalMessage())), e);
        } catch (ArithmeticException e) {
            throw new InvalidCheckpoint(file, Sentence.of("runtime.safetensors.overflow"), e);
        } catch (Refusal e) {
            throw new InvalidCheckpoint(file, e.sentence(), e);
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer target, long position) throws IOException {
        while (target.hasRemaining()) {
            int read = channel.read(target, position);
            if (read < 0) {
                throw new EOFException("The file became shorter while it was read.");
            }
            position += read;
        }
    }
}
