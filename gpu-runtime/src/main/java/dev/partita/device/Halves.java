package dev.partita.device;

import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Between floats and numbers of 16 bits, rounded to nearest even: bf16, the upper half of a float, by arithmetic on bits;
 * fp16 by the virtual machine's own conversion, which it compiles to vectors for arrays only. What is too large becomes
 * infinite, a NaN stays one, numbers below the normal range are kept. One object serves one thread.
 */
public final class Halves {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

    private static final int SIGN_AND_REST = 0x7FFF_FFFF;
    private static final int INFINITY = 0x7F80_0000;
    private static final int BELOW_HALF = 0x7FFF;
    private static final int QUIET = 0x40;
    private static final int BLOCK = 2048;

    private final DataType type;
    private final float[] floats;
    private final short[] shorts;

    public Halves(DataType type) {
        if (!type.half()) {
            throw new IllegalArgumentException("A half is bf16 or fp16, found " + type + ".");
        }
        this.type = type;
        this.floats = new float[type == DataType.FLOAT16 ? BLOCK : 0];
        this.shorts = new short[floats.length];
    }

    /** Offsets in bytes. */
    public void narrow(MemorySegment from, long fromAt, MemorySegment to, long toAt, long elements) {
        if (type == DataType.BFLOAT16) {
            toBrain(from, fromAt, to, toAt, elements);
            return;
        }
        for (long done = 0; done < elements; done += BLOCK) {
            int count = (int) Math.min(BLOCK, elements - done);
            MemorySegment.copy(from, FLOAT, fromAt + done * Float.BYTES, floats, 0, count);
            toHalf(floats, shorts);
            MemorySegment.copy(shorts, 0, to, SHORT, toAt + done * Short.BYTES, count);
        }
    }

    /** Offsets in bytes. */
    public void widen(MemorySegment from, long fromAt, MemorySegment to, long toAt, long elements) {
        if (type == DataType.BFLOAT16) {
            fromBrain(from, fromAt, to, toAt, elements);
            return;
        }
        for (long done = 0; done < elements; done += BLOCK) {
            int count = (int) Math.min(BLOCK, elements - done);
            MemorySegment.copy(from, SHORT, fromAt + done * Short.BYTES, shorts, 0, count);
            fromHalf(shorts, floats);
            MemorySegment.copy(floats, 0, to, FLOAT, toAt + done * Float.BYTES, count);
        }
    }

    private static void toHalf(float[] from, short[] to) {
        for (int i = 0; i < BLOCK; i++) {
            to[i] = Float.floatToFloat16(from[i]);
        }
    }

    private static void fromHalf(short[] from, float[] to) {
        for (int i = 0; i < BLOCK; i++) {
            to[i] = Float.float16ToFloat(from[i]);
        }
    }

    private static void toBrain(MemorySegment from, long fromAt, MemorySegment to, long toAt, long elements) {
        int step = INTS.length();
        long whole = elements - elements % step;
        for (long i = 0; i < whole; i += step) {
            IntVector bits = IntVector.fromMemorySegment(INTS, from, fromAt + i * Float.BYTES, ORDER);
            IntVector upper = bits.lanewise(VectorOperators.LSHR, Short.SIZE);
            IntVector rounded = bits.add(BELOW_HALF).add(upper.and(1)).lanewise(VectorOperators.LSHR, Short.SIZE);
            VectorMask<Integer> nan = bits.and(SIGN_AND_REST).compare(VectorOperators.GT, INFINITY);
            ShortVector halves =
                    (ShortVector) rounded.blend(upper.or(QUIET), nan).convertShape(VectorOperators.I2S, SHORTS, 0);
            halves.intoMemorySegment(to, toAt + i * Short.BYTES, ORDER);
        }
        for (long i = whole; i < elements; i++) {
            to.set(SHORT, toAt + i * Short.BYTES, toBrain(from.get(FLOAT, fromAt + i * Float.BYTES)));
        }
    }

    private static short toBrain(float value) {
        int bits = Float.floatToRawIntBits(value);
        int upper = bits >>> Short.SIZE;
        boolean nan = (bits & SIGN_AND_REST) > INFINITY;
        return (short) (nan ? upper | QUIET : (bits + BELOW_HALF + (upper & 1)) >>> Short.SIZE);
    }

    private static void fromBrain(MemorySegment from, long fromAt, MemorySegment to, long toAt, long elements) {
        int step = INTS.length();
        long whole = elements - elements % step;
        for (long i = 0; i < whole; i += step) {
            ShortVector halves = ShortVector.fromMemorySegment(SHORTS, from, fromAt + i * Short.BYTES, ORDER);
            IntVector bits = (IntVector) halves.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
            bits.lanewise(VectorOperators.LSHL, Short.SIZE).intoMemorySegment(to, toAt + i * Float.BYTES, ORDER);
        }
        for (long i = whole; i < elements; i++) {
            to.set(INT, toAt + i * Float.BYTES, from.get(SHORT, fromAt + i * Short.BYTES) << Short.SIZE);
        }
    }
}
