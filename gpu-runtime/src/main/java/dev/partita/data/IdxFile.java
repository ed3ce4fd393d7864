package dev.partita.data;

import dev.partita.text.Sentence;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * The IDX format of MNIST: two zero bytes, an element type, the number of dimensions, big-endian 32-bit sizes, then the
 * elements. Only unsigned bytes are read. Every size is checked before anything is allocated.
 */
final class IdxFile {
    private static final int UNSIGNED_BYTE = 8;
    private static final long LARGEST = 1L << 30;

    final int[] sizes;
    final byte[] elements;

    private IdxFile(int[] sizes, byte[] elements) {
        this.sizes = sizes;
        this.elements = elements;
    }

    static IdxFile read(Path file, int dimensions) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                DataInputStream stream =
                        new DataInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw)) {
            return read(file, stream, dimensions);
        } catch (EOFException cut) {
            throw new InvalidData(Sentence.of("runtime.data.idx_cut", file));
        } catch (IOException problem) {
            throw new InvalidData(
                    Sentence.of("runtime.data.idx_unreadable", file, String.valueOf(problem.getMessage())));
        }
    }

    private static IdxFile read(Path file, DataInputStream stream, int dimensions) throws IOException {
        int magic = stream.readInt();
        int wanted = UNSIGNED_BYTE << 8 | dimensions;
        if (magic != wanted) {
            throw new InvalidData(Sentence.of(
                    "runtime.data.idx_kind",
                    file,
                    dimensions,
                    HexFormat.of().toHexDigits(wanted),
                    HexFormat.of().toHexDigits(magic)));
        }
        int[] sizes = new int[dimensions];
        long count = 1;
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = stream.readInt();
            if (sizes[i] < 1 || count * sizes[i] > LARGEST) {
                throw new InvalidData(Sentence.of("runtime.data.idx_sizes", file, Arrays.toString(sizes)));
            }
            count *= sizes[i];
        }
        byte[] elements = new byte[(int) count];
        stream.readFully(elements);
        if (stream.read() >= 0) {
            throw new InvalidData(Sentence.of("runtime.data.idx_long", file, Arrays.toString(sizes)));
        }
        return new IdxFile(sizes, elements);
    }
}
