package dev.partita.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of floats in memory segments. Offsets and lengths are in bytes. A loop runs over {@link #whole} bytes in steps
 * of {@link #BYTES}; the rest follows one float at a time, or once under the mask {@link #tail} where a kernel has only
 * one such rest.
 *
 * <p>The compiler keeps vectors in registers only while the code it inlines stays under a limit, and a vector operation
 * is a lot of code to it. So a method here is one pass, with the loop over rows inside it; where passes share data, they
 * run one after the other over blocks of rows that fit a cache.
 *
 * <p>Results must not depend on whether a loop is interpreted or compiled, so nothing here or in this package uses
 * {@code reduceLanes(ADD)} or the transcendental lane operations: both may round differently in either.
 */
final class Lanes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = FLOATS.length();
    static final int BYTES = FLOATS.vectorByteSize();
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorShuffle<Float> BY_1 = FLOATS.iotaShuffle(1, 1, true);
    private static final VectorShuffle<Float> BY_2 = FLOATS.iotaShuffle(2, 1, true);
    private static final VectorShuffle<Float> BY_4 = FLOATS.iotaShuffle(4, 1, true);
    private static final VectorShuffle<Float> BY_8 = FLOATS.iotaShuffle(8, 1, true);

    // Cephes' expf: exp(x) = 2^n exp(r), |r| <= ln(2)/2, the polynomial refitted; at most 0.7 units in the last place.
    private static final float SMALLEST_EXPONENT = -87.33f;
    private static final float LARGEST_EXPONENT = 88.37f;
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2_HIGH = 0.693145752f;
    private static final float LN2_LOW = 1.42860677e-6f;
    private static final float P1 = 4.9999993e-1f;
    private static final float P2 = 1.6666520e-1f;
    private static final float P3 = 4.1668391e-2f;
    private static final float P4 = 8.3687452e-3f;
    private static final float P5 = 1.3814540e-3f;

    /** 1.5 * 2^23: adding it rounds to an integer, which then sits in the low bits. */
    private static final float ROUND = 12582912f;

    private Lanes() {}

    /** The bytes of a run that whole vectors cover. */
    static long whole(long bytes) {
        return bytes & -BYTES;
    }

    /** The lanes of the last, partial vector of a run. */
    static VectorMask<Float> tail(long bytes) {
        return FLOATS.indexInRange(0, (bytes - whole(bytes)) / Float.BYTES);
    }

    static FloatVector load(MemorySegment x, long offset) {
        return FloatVector.fromMemorySegment(FLOATS, x, offset, ORDER);
    }

    static FloatVector load(MemorySegment x, long offset, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(FLOATS, x, offset, ORDER, mask);
    }

    static void store(FloatVector v, MemorySegment x, long offset) {
        v.intoMemorySegment(x, offset, ORDER);
    }

    static void store(FloatVector v, MemorySegment x, long offset, VectorMask<Float> mask) {
        v.intoMemorySegment(x, offset, ORDER, mask);
    }

    static float get(MemorySegment x, long offset) {
        return x.get(FLOAT, offset);
    }

    static void set(float value, MemorySegment x, long offset) {
        x.set(FLOAT, offset, value);
    }

    static FloatVector zero() {
        return FloatVector.zero(FLOATS);
    }

    static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    /** The sum of all lanes by halves: always the same order. */
    static float sum(FloatVector v) {
        FloatVector s = v;
        if (COUNT >= 16) {
            s = s.add(s.rearrange(BY_8));
        }
        if (COUNT >= 8) {
            s = s.add(s.rearrange(BY_4));
        }
        s = s.add(s.rearrange(BY_2));
        return s.add(s.rearrange(BY_1)).lane(0);
    }

    /** The sum of all lanes in double precision, from the first lane on. */
    static double sum(DoubleVector v) {
        double sum = v.lane(0) + v.lane(1);
        if (DOUBLES.length() >= 4) {
            sum += v.lane(2) + v.lane(3);
        }
        if (DOUBLES.length() >= 8) {
            sum += (v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7));
        }
        return sum;
    }

    /** The lanes of the lower or upper half as doubles. */
    static DoubleVector wide(FloatVector v, int half) {
        return (DoubleVector) v.convertShape(VectorOperators.F2D, DOUBLES, half);
    }

    static DoubleVector zeroDoubles() {
        return DoubleVector.zero(DOUBLES);
    }

    /**
     * The larger of each pair, where a NaN in {@code b} is passed over: one comparison, where {@code Math.max} takes
     * many to respect NaN and the sign of zero. Only for results that NaN reaches on another way.
     */
    static FloatVector larger(FloatVector a, FloatVector b) {
        return a.blend(b, b.compare(VectorOperators.GT, a));
    }

    /** Of x clamped to [-87.33, 88.37], so that the result is finite and normal; NaN stays NaN. */
    static FloatVector exp(FloatVector x) {
        FloatVector above = x.blend(SMALLEST_EXPONENT, x.compare(VectorOperators.LT, SMALLEST_EXPONENT));
        FloatVector clamped = above.blend(LARGEST_EXPONENT, above.compare(VectorOperators.GT, LARGEST_EXPONENT));
        FloatVector rounded = clamped.fma(all(LOG2_E), all(ROUND));
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), clamped));
        FloatVector p = all(P5).fma(r, all(P4))
                .fma(r, all(P3))
                .fma(r, all(P2))
                .fma(r, all(P1))
                .fma(r, all(1f))
                .fma(r, all(1f));
        return p.reinterpretAsInts()
                .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats();
    }

    /** The same function of one number, bit for bit. */
    static float exp(float x) {
        float clamped = x < SMALLEST_EXPONENT ? SMALLEST_EXPONENT : x > LARGEST_EXPONENT ? LARGEST_EXPONENT : x;
        float rounded = Math.fma(clamped, LOG2_E, ROUND);
        float n = rounded - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clamped));
        float p = Math.fma(Math.fma(Math.fma(Math.fma(P5, r, P4), r, P3), r, P2), r, P1);
        p = Math.fma(Math.fma(p, r, 1f), r, 1f);
        return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << 23));
    }
}
