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

/** Gates of one operand by another. */
final class GateKernels {
    private GateKernels() {}

    static void swiGlu(MemorySegment gate, MemorySegment up, MemorySegment y) {
        long end = whole(y.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(gate, o);
            store(g.mul(sigmoid(g)).mul(load(up, o)), y, o);
        }
        if (end < y.byteSize()) {
            VectorMask<Float> mask = tail(y.byteSize());
            FloatVector g = load(gate, end, mask);
            store(g.mul(sigmoid(g)).mul(load(up, end, mask)), y, end, mask);
        }
    }

    /** With s = sigmoid(gate): dgate = dy up s (1 + gate (1 - s)), dup = dy gate s. */
    static void swiGluGradient(
            MemorySegment gate, MemorySegment up, MemorySegment dy, MemorySegment dGate, MemorySegment dUp) {
        long end = whole(dy.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(gate, o);
            FloatVector s = sigmoid(g);
            FloatVector d = load(dy, o);
            store(d.mul(load(up, o)).mul(slope(g, s)), dGate, o);
            store(d.mul(g.mul(s)), dUp, o);
        }
        if (end < dy.byteSize()) {
            VectorMask<Float> mask = tail(dy.byteSize());
            FloatVector g = load(gate, end, mask);
            FloatVector s = sigmoid(g);
            FloatVector d = load(dy, end, mask);
            store(d.mul(load(up, end, mask)).mul(slope(g, s)), dGate, end, mask);
            store(d.mul(g.mul(s)), dUp, end, mask);
        }
    }

    private static FloatVector sigmoid(FloatVector x) {
        return all(1f).div(Lanes.exp(x.neg()).add(1f));
    }

    private static FloatVector slope(FloatVector gate, FloatVector s) {
        return s.mul(gate.fma(all(1f).sub(s), all(1f)));
    }
}
