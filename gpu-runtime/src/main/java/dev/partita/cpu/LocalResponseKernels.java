package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;

import dev.partita.kernel.NormalizationKernel.LocalResponseNorm;
import dev.partita.kernel.NormalizationKernel.LocalResponseNormGradient;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Local response norm across channels, one pixel after the other. With D = k + alpha/size S: {@code Y = X D^-beta}. A
 * pixel's squares, denominators and powers pass through lines of scratch that stay in the cache; around the ends of a
 * line lie zeros, so that no window needs a mask. (oneDNN's backward has only a reference implementation here.)
 */
final class LocalResponseKernels {
    private final long columns;
    private final int before;
    private final int after;
    private final float slope;
    private final double beta;
    private final float k;

    private LocalResponseKernels(long columns, long size, double alpha, double beta, double k) {
        this.columns = columns;
        this.before = Math.toIntExact(size / 2);
        this.after = Math.toIntExact((size - 1) / 2);
        this.slope = (float) (alpha / size);
        this.beta = beta;
        this.k = (float) k;
    }

    static Prepared prepare(LocalResponseNorm norm) {
        LocalResponseKernels pixel =
                new LocalResponseKernels(norm.columns(), norm.size(), norm.alpha(), norm.beta(), norm.k());
        return new Prepared(
                (x, workspace, _) -> {
                    MemorySegment squares = pixel.scratch(workspace, 0).fill((byte) 0);
                    MemorySegment powers = pixel.scratch(workspace, 1);
                    for (long r = 0; r < norm.rows(); r++) {
                        pixel.forward(x[0], r * pixel.line(), squares, powers, x[1]);
                    }
                },
                2 * pixel.scratchBytes());
    }

    static Prepared prepare(LocalResponseNormGradient norm) {
        LocalResponseKernels pixel =
                new LocalResponseKernels(norm.columns(), norm.size(), norm.alpha(), norm.beta(), norm.k());
        return new Prepared(
                (x, workspace, _) -> {
                    MemorySegment squares = pixel.scratch(workspace, 0).fill((byte) 0);
                    MemorySegment terms = pixel.scratch(workspace, 1).fill((byte) 0);
                    MemorySegment denominators = pixel.scratch(workspace, 2);
                    MemorySegment powers = pixel.scratch(workspace, 3);
                    for (long r = 0; r < norm.rows(); r++) {
                        long start = r * pixel.line();
                        pixel.denominators(x[0], start, squares, denominators);
                        pixel.powers(denominators, powers);
                        pixel.terms(x[0], x[1], start, denominators, powers, terms);
                        pixel.gradient(x[0], x[1], start, powers, terms, x[2]);
                    }
                },
                4 * pixel.scratchBytes());
    }

    private long line() {
        return columns * Float.BYTES;
    }

    /** Where the first channel lies in a line of scratch. */
    private long margin() {
        return (long) before * Float.BYTES;
    }

    /** A line, its two margins, and what a whole vector reads past the last channel. */
    private long scratchBytes() {
        return line() + 2 * margin() + BYTES;
    }

    private MemorySegment scratch(MemorySegment workspace, int number) {
        return workspace.asSlice(number * scratchBytes(), scratchBytes());
    }

    private void forward(MemorySegment x, long start, MemorySegment squares, MemorySegment powers, MemorySegment y) {
        denominators(x, start, squares, powers);
        powers(powers, powers);
        long end = whole(line());
        for (long o = 0; o < end; o += BYTES) {
            store(load(x, start + o).mul(load(powers, o)), y, start + o);
        }
        for (long o = end; o < line(); o += Float.BYTES) {
            set(get(x, start + o) * get(powers, o), y, start + o);
        }
    }

    private void denominators(MemorySegment x, long start, MemorySegment squares, MemorySegment d) {
        square(x, start, squares);
        FloatVector factor = all(slope);
        FloatVector constant = all(k);
        for (long o = 0; o < line(); o += BYTES) {
            store(window(squares, o, before, after).fma(factor, constant), d, o);
        }
    }

    private void square(MemorySegment x, long start, MemorySegment squares) {
        long end = whole(line());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector v = load(x, start + o);
            store(v.mul(v), squares, margin() + o);
        }
        for (long o = end; o < line(); o += Float.BYTES) {
            set(get(x, start + o) * get(x, start + o), squares, margin() + o);
        }
    }

    /** The sum of {@code left} values before each channel, its own, and {@code right} after it. */
    private FloatVector window(MemorySegment values, long channel, int left, int right) {
        long offset = margin() + channel;
        if (left == 2 && right == 2) {
            return five(values, offset);
        }
        FloatVector sum = load(values, offset);
        for (int i = 1; i <= left; i++) {
            sum = sum.add(load(values, offset - (long) i * Float.BYTES));
        }
        for (int i = 1; i <= right; i++) {
            sum = sum.add(load(values, offset + (long) i * Float.BYTES));
        }
        return sum;
    }

    /** AlexNet's size, without a loop: the compiler keeps vectors that a loop carries in memory. */
    private static FloatVector five(MemorySegment values, long offset) {
        FloatVector left = load(values, offset - 2L * Float.BYTES).add(load(values, offset - Float.BYTES));
        FloatVector right = load(values, offset + Float.BYTES).add(load(values, offset + 2L * Float.BYTES));
        return load(values, offset).add(left.add(right));
    }

    /** {@code d^-beta}; AlexNet's 3/4 is two square roots. */
    private void powers(MemorySegment d, MemorySegment powers) {
        if (beta == 0.75) {
            for (long o = 0; o < line(); o += BYTES) {
                FloatVector root = load(d, o).sqrt();
                store(all(1f).div(root.mul(root.sqrt())), powers, o);
            }
        } else {
            for (long c = 0; c < columns; c++) {
                powers.setAtIndex(FLOAT, c, (float) Math.pow(d.getAtIndex(FLOAT, c), -beta));
            }
        }
    }

    /** {@code dy x D^(-beta-1)}. */
    private void terms(
            MemorySegment x, MemorySegment dy, long start, MemorySegment d, MemorySegment powers, MemorySegment terms) {
        long end = whole(line());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector product = load(dy, start + o).mul(load(x, start + o));
            store(product.mul(load(powers, o)).div(load(d, o)), terms, margin() + o);
        }
        for (long o = end; o < line(); o += Float.BYTES) {
            float product = get(dy, start + o) * get(x, start + o);
            set(product * get(powers, o) / get(d, o), terms, margin() + o);
        }
    }

    /** A channel's input is in the windows of those from {@code after} before it to {@code before} after it. */
    private void gradient(
            MemorySegment x,
            MemorySegment dy,
            long start,
            MemorySegment powers,
            MemorySegment terms,
            MemorySegment dx) {
        FloatVector factor = all((float) (-2 * beta * slope));
        long end = whole(line());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector own = load(dy, start + o).mul(load(powers, o));
            FloatVector others = window(terms, o, after, before).mul(load(x, start + o));
            store(others.fma(factor, own), dx, start + o);
        }
        for (long o = end; o < line(); o += Float.BYTES) {
            float others = 0;
            for (long w = o - (long) after * Float.BYTES; w <= o + (long) before * Float.BYTES; w += Float.BYTES) {
                others += get(terms, margin() + w);
            }
            float own = get(dy, start + o) * get(powers, o);
            set(own - (float) (2 * beta * slope) * others * get(x, start + o), dx, start + o);
        }
    }
}
