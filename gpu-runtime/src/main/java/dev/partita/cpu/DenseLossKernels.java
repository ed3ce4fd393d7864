package dev.partita.cpu;

import static dev.partita.cpu.Lanes.DOUBLE;
import static dev.partita.cpu.Lanes.FLOAT;

import dev.partita.kernel.DenseLossKernel;
import dev.partita.kernel.DenseLossKernel.SoftCrossEntropy;
import dev.partita.kernel.DenseLossKernel.SoftCrossEntropyGradient;
import dev.partita.kernel.DenseLossKernel.SquaredError;
import dev.partita.kernel.DenseLossKernel.SquaredErrorGradient;
import java.lang.foreign.MemorySegment;

/** Losses against numbers: few elements at the end of a model, so plain loops in double precision. */
final class DenseLossKernels {
    private DenseLossKernels() {}

    static Prepared prepare(DenseLossKernel kernel) {
        return Prepared.of(
                switch (kernel) {
                    case SoftCrossEntropy loss -> (x, _, _) -> crossEntropy(loss, x[0], x[1], x[2]);
                    case SoftCrossEntropyGradient loss -> (x, _, _) -> crossEntropyGradient(loss, x[0], x[1], x[2]);
                    case SquaredError loss -> (x, _, _) -> squaredError(loss, x[0], x[1], x[2]);
                    case SquaredErrorGradient loss -> (x, _, _) -> squaredErrorGradient(loss, x[0], x[1], x[2]);
                });
    }

    private static void crossEntropy(SoftCrossEntropy loss, MemorySegment x, MemorySegment goals, MemorySegment total) {
        double sum = 0;
        for (long r = 0; r < loss.rows(); r++) {
            long first = r * loss.columns();
            double logarithm = logSumExp(x, first, loss.columns());
            for (long i = first; i < first + loss.columns(); i++) {
                sum += goals.getAtIndex(FLOAT, i) * (logarithm - x.getAtIndex(FLOAT, i));
            }
        }
        add(sum / loss.divisor(), total);
    }

    private static void crossEntropyGradient(
            SoftCrossEntropyGradient loss, MemorySegment x, MemorySegment goals, MemorySegment gradient) {
        for (long r = 0; r < loss.rows(); r++) {
            long first = r * loss.columns();
            double logarithm = logSumExp(x, first, loss.columns());
            double weight = 0;
            for (long i = first; i < first + loss.columns(); i++) {
                weight += goals.getAtIndex(FLOAT, i);
            }
            for (long i = first; i < first + loss.columns(); i++) {
                double probability = Math.exp(x.getAtIndex(FLOAT, i) - logarithm);
                double slope = probability * weight - goals.getAtIndex(FLOAT, i);
                gradient.setAtIndex(FLOAT, i, (float) (slope / loss.divisor()));
            }
        }
    }

    private static double logSumExp(MemorySegment x, long first, long columns) {
        double largest = Double.NEGATIVE_INFINITY;
        for (long i = first; i < first + columns; i++) {
            largest = Math.max(largest, x.getAtIndex(FLOAT, i));
        }
        double sum = 0;
        for (long i = first; i < first + columns; i++) {
            sum += Math.exp(x.getAtIndex(FLOAT, i) - largest);
        }
        return largest + Math.log(sum);
    }

    private static void squaredError(SquaredError loss, MemorySegment x, MemorySegment goals, MemorySegment total) {
        double sum = 0;
        for (long i = 0; i < loss.rows() * loss.columns(); i++) {
            double difference = (double) x.getAtIndex(FLOAT, i) - goals.getAtIndex(FLOAT, i);
            sum += difference * difference;
        }
        add(sum / loss.divisor(), total);
    }

    private static void squaredErrorGradient(
            SquaredErrorGradient loss, MemorySegment x, MemorySegment goals, MemorySegment gradient) {
        for (long i = 0; i < loss.rows() * loss.columns(); i++) {
            double difference = (double) x.getAtIndex(FLOAT, i) - goals.getAtIndex(FLOAT, i);
            gradient.setAtIndex(FLOAT, i, (float) (2 * difference / loss.divisor()));
        }
    }

    private static void add(double value, MemorySegment total) {
        total.set(DOUBLE, 0, total.get(DOUBLE, 0) + value);
    }
}
