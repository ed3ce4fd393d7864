package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;
import static dev.partita.cpu.Lanes.zero;

import dev.partita.device.Executable;
import dev.partita.device.Halves;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.tensor.DataType;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** One pass over elements; an output may be one of the inputs. */
final class ElementwiseKernels {
    /** 2 sqrt(2/pi). */
    private static final float GELU_LINEAR = (float) (2 * Math.sqrt(2 / Math.PI));

    private static final float GELU_CUBIC = (float) (2 * 0.044715 * Math.sqrt(2 / Math.PI));

    private ElementwiseKernels() {}

    static Prepared prepare(ElementwiseKernel kernel) {
        return Prepared.of(
                switch (kernel) {
                    case ElementwiseKernel.Activation activation -> activation(activation.function());
                    case ElementwiseKernel.ActivationGradient gradient -> gradient(gradient.function());
                    case ElementwiseKernel.Add _ -> (x, _, _) -> add(x[0], x[1], x[2]);
                    case ElementwiseKernel.Scale scale -> (x, _, _) -> Rows.scaled(x[0], (float) scale.factor(), x[1]);
                    case ElementwiseKernel.SwiGlu _ -> (x, _, _) -> GateKernels.swiGlu(x[0], x[1], x[2]);
                    case ElementwiseKernel.SwiGluGradient _ ->
                        (x, _, _) -> GateKernels.swiGluGradient(x[0], x[1], x[2], x[3], x[4]);
                    case ElementwiseKernel.AddRow _ -> (x, _, _) -> addRow(x[0], x[1], x[2]);
                    case ElementwiseKernel.Accumulate accumulate -> accumulate(accumulate.type());
                    case ElementwiseKernel.Cast cast -> cast(cast);
                    case ElementwiseKernel.Zero _ -> (x, _, _) -> x[0].fill((byte) 0);
                    case ElementwiseKernel.Dropout dropout ->
                        (x, _, launch) -> DropoutKernel.run(dropout, launch, x[0], x[1]);
                });
    }

    private static Executable cast(ElementwiseKernel.Cast cast) {
        if (cast.from() != DataType.FLOAT32 || !cast.to().half()) {
            throw new IllegalArgumentException(
                    "Virtual devices round float32 to 16 bits, found " + cast.from() + " to " + cast.to() + ".");
        }
        Halves halves = new Halves(cast.to());
        return (x, _, _) -> halves.narrow(x[0], 0, x[1], 0, cast.elements());
    }

    private static Executable activation(Function function) {
        return switch (function) {
            case RELU -> (x, _, _) -> relu(x[0], x[1]);
            case GELU_TANH -> (x, _, _) -> gelu(x[0], x[1]);
            case GELU -> (x, _, _) -> SmoothFunctions.gelu(x[0], x[1]);
            case TANH -> (x, _, _) -> SmoothFunctions.tanh(x[0], x[1]);
        };
    }

    private static Executable gradient(Function function) {
        return switch (function) {
            case RELU -> (x, _, _) -> reluGradient(x[0], x[1], x[2]);
            case GELU_TANH -> (x, _, _) -> geluGradient(x[0], x[1], x[2]);
            case GELU -> (x, _, _) -> SmoothFunctions.geluGradient(x[0], x[1], x[2]);
            case TANH -> (x, _, _) -> SmoothFunctions.tanhGradient(x[0], x[1], x[2]);
        };
    }

    /** Scalars of double precision are losses and norms: too few to be worth vectors. */
    private static Executable accumulate(DataType type) {
        return type == DataType.FLOAT64
                ? (x, _, _) -> accumulateDoubles(x[0], x[1])
                : (x, _, _) -> add(x[0], x[1], x[1]);
    }

    private static void accumulateDoubles(MemorySegment x, MemorySegment total) {
        for (long o = 0; o < x.byteSize(); o += Double.BYTES) {
            total.set(Lanes.DOUBLE, o, total.get(Lanes.DOUBLE, o) + x.get(Lanes.DOUBLE, o));
        }
    }

    private static void add(MemorySegment a, MemorySegment b, MemorySegment c) {
        long end = whole(c.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(load(a, o).add(load(b, o)), c, o);
        }
        if (end < c.byteSize()) {
            VectorMask<Float> mask = tail(c.byteSize());
            store(load(a, end, mask).add(load(b, end, mask)), c, end, mask);
        }
    }

    private static void addRow(MemorySegment matrix, MemorySegment row, MemorySegment y) {
        long line = row.byteSize();
        long end = whole(line);
        for (long start = 0; start < y.byteSize(); start += line) {
            for (long o = 0; o < end; o += BYTES) {
                store(load(matrix, start + o).add(load(row, o)), y, start + o);
            }
            for (long o = end; o < line; o += Float.BYTES) {
                set(get(matrix, start + o) + get(row, o), y, start + o);
            }
        }
    }

    private static void relu(MemorySegment x, MemorySegment y) {
        long end = whole(y.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(load(x, o).max(0f), y, o);
        }
        if (end < y.byteSize()) {
            VectorMask<Float> mask = tail(y.byteSize());
            store(load(x, end, mask).max(0f), y, end, mask);
        }
    }

    private static void reluGradient(MemorySegment y, MemorySegment dy, MemorySegment dx) {
        long end = whole(dx.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(wherePositive(load(y, o), load(dy, o)), dx, o);
        }
        if (end < dx.byteSize()) {
            VectorMask<Float> mask = tail(dx.byteSize());
            store(wherePositive(load(y, end, mask), load(dy, end, mask)), dx, end, mask);
        }
    }

    private static FloatVector wherePositive(FloatVector y, FloatVector dy) {
        return zero().blend(dy, y.compare(VectorOperators.GT, 0f));
    }

    private static void gelu(MemorySegment x, MemorySegment y) {
        long end = whole(y.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(gelu(load(x, o)), y, o);
        }
        if (end < y.byteSize()) {
            VectorMask<Float> mask = tail(y.byteSize());
            store(gelu(load(x, end, mask)), y, end, mask);
        }
    }

    private static void geluGradient(MemorySegment x, MemorySegment dy, MemorySegment dx) {
        long end = whole(dx.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            store(geluSlope(load(x, o)).mul(load(dy, o)), dx, o);
        }
        if (end < dx.byteSize()) {
            VectorMask<Float> mask = tail(dx.byteSize());
            store(geluSlope(load(x, end, mask)).mul(load(dy, end, mask)), dx, end, mask);
        }
    }

    /** With u = sqrt(2/pi) (x + 0.044715 x^3): 0.5 (1 + tanh(u)) = 1 / (1 + exp(-2u)), which needs one exponential. */
    private static FloatVector gate(FloatVector x, FloatVector square) {
        FloatVector e =
                Lanes.exp(square.fma(all(-GELU_CUBIC), all(-GELU_LINEAR)).mul(x));
        return all(1f).div(e.add(1f));
    }

    private static FloatVector gelu(FloatVector x) {
        return x.mul(gate(x, x.mul(x)));
    }

    /** With the gate s: s + x s (1 - s) 2u'. */
    private static FloatVector geluSlope(FloatVector x) {
        FloatVector square = x.mul(x);
        FloatVector s = gate(x, square);
        FloatVector slope = square.fma(all(3 * GELU_CUBIC), all(GELU_LINEAR)).mul(x);
        return slope.mul(s).fma(all(1f).sub(s), s);
    }
}
