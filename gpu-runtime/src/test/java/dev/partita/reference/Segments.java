package dev.partita.reference;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;

/** Carries tensors between arrays of doubles and device memory in a tensor's own type. */
public final class Segments {
    private Segments() {}

    /** The elements of a segment as doubles. */
    public static double[] read(MemorySegment segment, TensorSpec spec) {
        double[] values = new double[Math.toIntExact(spec.shape().elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(segment, spec.type(), (long) i * spec.type().bytes());
        }
        return values;
    }

    /** Fills a segment, rounding each value to the tensor's type. */
    public static void write(double[] values, MemorySegment segment, TensorSpec spec) {
        if (segment.byteSize() != spec.bytes() || values.length != spec.shape().elements()) {
            throw new IllegalArgumentException("A tensor of " + spec + " takes " + spec.bytes() + " bytes, found "
                    + segment.byteSize() + " for " + values.length + " values.");
        }
        for (int i = 0; i < values.length; i++) {
            write(values[i], segment, spec.type(), (long) i * spec.type().bytes());
        }
    }

    private static double read(MemorySegment segment, DataType type, long offset) {
        return switch (type) {
            case FLOAT64 -> segment.get(JAVA_DOUBLE_UNALIGNED, offset);
            case FLOAT32 -> segment.get(JAVA_FLOAT_UNALIGNED, offset);
            case BFLOAT16 -> Float.intBitsToFloat(segment.get(JAVA_SHORT_UNALIGNED, offset) << 16);
            case FLOAT16 -> Float.float16ToFloat(segment.get(JAVA_SHORT_UNALIGNED, offset));
            case INT32 -> segment.get(JAVA_INT_UNALIGNED, offset);
            case UINT8 -> segment.get(JAVA_BYTE, offset) & 0xff;
        };
    }

    private static void write(double value, MemorySegment segment, DataType type, long offset) {
        switch (type) {
            case FLOAT64 -> segment.set(JAVA_DOUBLE_UNALIGNED, offset, value);
            case FLOAT32 -> segment.set(JAVA_FLOAT_UNALIGNED, offset, (float) value);
            case BFLOAT16 -> segment.set(JAVA_SHORT_UNALIGNED, offset, bfloat16((float) value));
            case FLOAT16 -> segment.set(JAVA_SHORT_UNALIGNED, offset, Float.floatToFloat16((float) value));
            case INT32 -> segment.set(JAVA_INT_UNALIGNED, offset, (int) value);
            case UINT8 -> segment.set(JAVA_BYTE, offset, (byte) (int) value);
        }
    }

    /** The upper half of the float's bits, rounded to nearest, ties to even. */
    private static short bfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        boolean finite = Float.isFinite(value);
        return (short) ((finite ? bits + 0x7fff + ((bits >>> 16) & 1) : bits) >>> 16);
    }
}
