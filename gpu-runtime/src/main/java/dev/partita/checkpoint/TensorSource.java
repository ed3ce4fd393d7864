package dev.partita.checkpoint;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/** Tensors in files of other programs; only what is asked for is read. Confined to one thread. */
public interface TensorSource extends AutoCloseable {
    /** What there is, by name. */
    Map<String, StoredTensor> tensors();

    /** Copies a tensor's bytes, little-endian, to {@code target}, which is exactly as long. */
    void read(String name, MemorySegment target) throws IOException;

    @Override
    void close() throws IOException;
}
