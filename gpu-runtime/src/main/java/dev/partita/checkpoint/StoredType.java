package dev.partita.checkpoint;

/** Element types in files, by their names in the safetensors format. */
public enum StoredType {
    F64(8),
    I64(8),
    F32(4),
    I32(4);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }
}
