package dev.partita.imports;

import java.util.List;

/**
 * A tensor's bytes in a file, little-endian and row-major.
 *
 * @param file path below the model's folder; empty is the model file itself
 * @param type of its elements, by its name in the safetensors format
 */
public record StoredBytes(String file, long offset, String type, List<Long> sizes) {
    public StoredBytes {
        sizes = List.copyOf(sizes);
    }
}
