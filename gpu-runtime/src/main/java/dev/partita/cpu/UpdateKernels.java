package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.DOUBLE;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;

import dev.partita.device.Executable;
import dev.partita.kernel.UpdateKernel;
import dev.partita.kernel.UpdateKernel.AdamWUpdate;
import dev.partita.kernel.UpdateKernel.ClipFactor;
import dev.partita.kernel.UpdateKernel.SgdUpdate;
import dev.partita.kernel.UpdateKernel.SquareSum;
import dev.partita.kernel.UpdateKernel.UnscaleFactor;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The end of a step; each optimizer reads and writes its operands in one pass. */
final class UpdateKernels {
    private UpdateKernels() {}

    static Prepared prepare(UpdateKernel kernel) {
        return Prepared.of(
                switch (kernel) {
                    case SquareSum square -> (x, _, _) -> squareSum(x[0], x[1], square.copies());
                    case ClipFactor clip -> (x, _, _) -> clipFactor(clip, x[0], x[1]);
                    case UnscaleFactor unscale ->
                        (x, _, launch) -> unscaleFactor(unscale, x[0], x[1], launch.lossScale());
                    case SgdUpdate sgd -> sgd(sgd);
                    case AdamWUpdate adam -> AdamW.prepare(adam);
                });
    }

    /** Every product and sum in double precision, where squares of floats are exact. */
    private static void squareSum(MemorySegment x, MemorySegment total, int copies) {
        DoubleVector lower = Lanes.zeroDoubles();
        DoubleVector upper = Lanes.zeroDoubles();
        long end = whole(x.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector v = load(x, o);
            DoubleVector a = Lanes.wide(v, 0);
            DoubleVector b = Lanes.wide(v, 1);
            lower = a.fma(a, lower);
            upper = b.fma(b, upper);
        }
        double sum = Lanes.sum(lower.add(upper));
        for (long o = end; o < x.byteSize(); o += Float.BYTES) {
            double v = x.get(FLOAT, o);
            sum += v * v;
        }
        total.set(DOUBLE, 0, total.get(DOUBLE, 0) + sum / copies);
    }

    private static void clipFactor(ClipFactor clip, MemorySegment squareSum, MemorySegment factor) {
        double norm = Math.sqrt(squareSum.get(DOUBLE, 0));
        factor.set(FLOAT, 0, (float) Math.min(1, clip.maximumNorm() / (norm + 1e-6)));
    }

    private static void unscaleFactor(
            UnscaleFactor unscale, MemorySegment squareSum, MemorySegment factor, double scale) {
        double norm = Math.sqrt(squareSum.get(DOUBLE, 0)) / scale;
        double clip = Math.min(1, unscale.maximumNorm() / (norm + 1e-6));
        factor.set(FLOAT, 0, Double.isFinite(norm) ? (float) (clip / scale) : Float.NaN);
    }

    /** The gradients overflowed, so the step is left out. */
    static boolean skipped(float factor) {
        return Float.isNaN(factor);
    }

    private static Executable sgd(SgdUpdate sgd) {
        float decay = (float) sgd.weightDecay();
        float momentum = (float) sgd.momentum();
        return (x, _, launch) -> {
            float factor = sgd.clipped() ? x[x.length - 1].get(FLOAT, 0) : 1;
            float rate = (float) launch.learningRate();
            if (skipped(factor)) {
                return;
            }
            if (momentum == 0) {
                descend(x[0], x[1], factor, decay, rate);
            } else {
                descend(x[0], x[1], x[2], factor, decay, momentum, rate);
            }
        };
    }

    private static void descend(MemorySegment w, MemorySegment g, float factor, float decay, float rate) {
        long end = whole(w.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector weight = load(w, o);
            FloatVector step = load(g, o).fma(all(factor), weight.mul(decay));
            store(step.fma(all(-rate), weight), w, o);
        }
        if (end < w.byteSize()) {
            VectorMask<Float> mask = tail(w.byteSize());
            FloatVector weight = load(w, end, mask);
            FloatVector step = load(g, end, mask).fma(all(factor), weight.mul(decay));
            store(step.fma(all(-rate), weight), w, end, mask);
        }
    }

    private static void descend(
            MemorySegment w, MemorySegment g, MemorySegment v, float factor, float decay, float momentum, float rate) {
        long end = whole(w.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector weight = load(w, o);
            FloatVector step = load(g, o).fma(all(factor), weight.mul(decay));
            FloatVector velocity = load(v, o).fma(all(momentum), step);
            store(velocity, v, o);
            store(velocity.fma(all(-rate), weight), w, o);
        }
        if (end < w.byteSize()) {
            VectorMask<Float> mask = tail(w.byteSize());
            FloatVector weight = load(w, end, mask);
            FloatVector step = load(g, end, mask).fma(all(factor), weight.mul(decay));
            FloatVector velocity = load(v, end, mask).fma(all(momentum), step);
            store(velocity, v, end, mask);
            store(velocity.fma(all(-rate), weight), w, end, mask);
        }
    }
}
