package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The hyperbolic tangent and GELU in its exact form, each with one exponential. The normal distribution is Abramowitz and
 * Stegun 7.1.26, off by at most 1e-7.
 */
final class SmoothFunctions {
    private static final float SLOPE = (float) (0.3275911 / Math.sqrt(2));
    private static final float A1 = 0.254829592f;
    private static final float A2 = -0.284496736f;
    private static final float A3 = 1.421413741f;
    private static final float A4 = -1.453152027f;
    private static final float A5 = 1.061405429f;

    /** 1 / sqrt(2 pi). */
    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

    private SmoothFunctions() {}

    static void gelu(MemorySegment x, MemorySegment y) {
        long end = whole(y.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(gelu(load(x, o)), y, o);
        }
        if (end < y.byteSize()) {
            VectorMask<Float> mask = tail(y.byteSize());
            store(gelu(load(x, end, mask)), y, end, mask);
        }
    }

    static void geluGradient(MemorySegment x, MemorySegment dy, MemorySegment dx) {
        long end = whole(dx.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(geluSlope(load(x, o)).mul(load(dy, o)), dx, o);
        }
        if (end < dx.byteSize()) {
            VectorMask<Float> mask = tail(dx.byteSize());
            store(geluSlope(load(x, end, mask)).mul(load(dy, end, mask)), dx, end, mask);
        }
    }

    static void tanh(MemorySegment x, MemorySegment y) {
        long end = whole(y.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(tanh(load(x, o)), y, o);
        }
        if (end < y.byteSize()) {
            VectorMask<Float> mask = tail(y.byteSize());
            store(tanh(load(x, end, mask)), y, end, mask);
        }
    }

    static void tanhGradient(MemorySegment y, MemorySegment dy, MemorySegment dx) {
        long end = whole(dx.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector kept = load(y, o);
            store(all(1f).sub(kept.mul(kept)).mul(load(dy, o)), dx, o);
        }
        if (end < dx.byteSize()) {
            VectorMask<Float> mask = tail(dx.byteSize());
            FloatVector kept = load(y, end, mask);
            store(all(1f).sub(kept.mul(kept)).mul(load(dy, end, mask)), dx, end, mask);
        }
    }

    /** {@code 1 - 2 / (exp(2x) + 1)}. */
    private static FloatVector tanh(FloatVector x) {
        return all(1f).sub(all(2f).div(Lanes.exp(x.add(x)).add(1f)));
    }

    private static FloatVector bell(FloatVector x) {
        return Lanes.exp(x.mul(x).mul(-0.5f));
    }

    /** The normal distribution up to x; {@code bell} is exp(-x^2/2). */
    private static FloatVector distribution(FloatVector x, FloatVector bell) {
        FloatVector t = all(1f).div(x.abs().fma(all(SLOPE), all(1f)));
        FloatVector half = all(A5).fma(t, all(A4))
                .fma(t, all(A3))
                .fma(t, all(A2))
                .fma(t, all(A1))
                .mul(t)
                .mul(bell)
                .mul(0.5f);
        return all(1f).sub(half).blend(half, x.compare(VectorOperators.LT, 0f));
    }

    private static FloatVector gelu(FloatVector x) {
        return x.mul(distribution(x, bell(x)));
    }

    private static FloatVector geluSlope(FloatVector x) {
        FloatVector bell = bell(x);
        return x.mul(bell).fma(all(DENSITY), distribution(x, bell));
    }
}
