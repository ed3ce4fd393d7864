package dev.partita.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Element types in files, by their names in the safetensors format. */
public enum StoredType {
    F64(8),
    I64(8),
    U64(8),
    F32(4),
    I32(4),
    U32(4),
    F16(2),
    BF16(2),
    I16(2),
    U16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** Whether weights may be stored so. */
    public boolean floatingPoint() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** One element as float32; the nearest where this type is wider. */
    float read(MemorySegment from, long element) {
        return switch (this) {
            case F64 -> (float) from.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, element * bytes);
            case F32 -> from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, element * bytes);
            case F16 -> Float.float16ToFloat(from.get(ValueLayout.JAVA_SHORT_UNALIGNED, element * bytes));
            case BF16 -> Float.intBitsToFloat(from.get(ValueLayout.JAVA_SHORT_UNALIGNED, element * bytes) << 16);
            case I64, U64, I32, U32, I16, U16, I8, U8, BOOL ->
                throw new IllegalArgumentException("Weights are floating-point numbers, found " + this + ".");
        };
    }
}
