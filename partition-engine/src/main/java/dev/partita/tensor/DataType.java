package dev.partita.tensor;

/** Element types of tensors, with the bytes of one element. */
public enum DataType {
    FLOAT64(8),
    FLOAT32(4),
    BFLOAT16(2),
    FLOAT16(2),
    INT32(4),
    UINT8(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** True for floating-point numbers of 16 bits. */
    public boolean half() {
        return this == BFLOAT16 || this == FLOAT16;
    }

    /** True for numbers that have gradients; false for indices and flags. */
    public boolean floatingPoint() {
        return this != INT32 && this != UINT8;
    }
}
