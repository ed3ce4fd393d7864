package dev.partita.checkpoint;

import dev.partita.checkpoint.SafetensorsHeader.Placed;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;

/**
 * Writes the safetensors format: 8 bytes of header length, a JSON header, raw little-endian tensors. The same tensors
 * give the same bytes. {@link SafetensorsFile} reads it.
 */
public final class Safetensors {
    private static final int CHUNK_BYTES = 1 << 20;

    /** Where the tensors of a file come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * The little-endian bytes of one tensor, needed only until the next call, so that one buffer can serve all. Asked
         * once per tensor, in the order of the file.
         */
        MemorySegment content(StoredTensor tensor);
    }

    private Safetensors() {}

    /**
     * Writes a file anew. At every moment its name leads to the whole old content or to the whole new one: a temporary
     * file beside it is synced and renamed over it.
     *
     * @throws IllegalArgumentException if two tensors have one name or content is not as long as its tensor; the old
     *     file is untouched then
     */
    public static void write(Path file, Map<String, String> metadata, Collection<StoredTensor> tensors, Source source)
            throws IOException {
        SafetensorsHeader header = SafetensorsHeader.layOut(metadata, tensors);
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                write(channel, header, source);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(file);
    }

    private static void write(FileChannel channel, SafetensorsHeader header, Source source) throws IOException {
        byte[] json = header.toJson();
        ByteBuffer length =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, json.length);
        writeFully(channel, length);
        writeFully(channel, ByteBuffer.wrap(json));
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        for (Placed placed : header.tensors().values()) {
            write(channel, chunk, placed.tensor(), source.content(placed.tensor()));
        }
    }

    private static void write(FileChannel channel, ByteBuffer chunk, StoredTensor tensor, MemorySegment content)
            throws IOException {
        if (content.byteSize() != tensor.bytes()) {
            throw new IllegalArgumentException(
                    tensor + " has " + tensor.bytes() + " bytes, found content of " + content.byteSize() + ".");
        }
        for (long done = 0; done < content.byteSize(); done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), content.byteSize() - done));
            MemorySegment.copy(content, done, MemorySegment.ofBuffer(chunk), 0, chunk.limit());
            writeFully(channel, chunk);
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    /** Brings the new name to the medium, where the operating system opens folders. */
    private static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
