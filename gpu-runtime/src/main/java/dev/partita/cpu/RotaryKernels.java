package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.get;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.set;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.whole;

import dev.partita.kernel.RotaryKernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Rotary positions by vectors. Cosines and sines depend on the kernel's signature alone, so they are part of what is
 * prepared, as the code of a primitive is: one table per signature and device, whoever calls it.
 */
final class RotaryKernels {
    private final RotaryKernel kernel;
    private final long half;
    private final MemorySegment cosines;
    private final MemorySegment sines;

    private RotaryKernels(RotaryKernel kernel) {
        this.kernel = kernel;
        this.half = kernel.headSize() / 2 * Float.BYTES;
        Arena arena = Arena.ofAuto();
        this.cosines = arena.allocate(kernel.sequence() * half, Float.BYTES);
        this.sines = arena.allocate(kernel.sequence() * half, Float.BYTES);
        fillTables();
    }

    static Prepared prepare(RotaryKernel kernel) {
        RotaryKernels rotary = new RotaryKernels(kernel);
        return Prepared.of((x, _, _) -> rotary.run(x[0], x[1]));
    }

    private void fillTables() {
        long pairs = kernel.headSize() / 2;
        for (long position = 0; position < kernel.sequence(); position++) {
            for (long i = 0; i < pairs; i++) {
                double angle = position * Math.pow(kernel.theta(), -2.0 * i / kernel.headSize());
                cosines.setAtIndex(Lanes.FLOAT, position * pairs + i, (float) Math.cos(angle));
                double sine = Math.sin(kernel.inverse() ? -angle : angle);
                sines.setAtIndex(Lanes.FLOAT, position * pairs + i, (float) sine);
            }
        }
    }

    private void run(MemorySegment x, MemorySegment y) {
        long line = kernel.width() * Float.BYTES;
        long turned = kernel.heads() * kernel.headSize() * Float.BYTES;
        for (long r = 0; r < kernel.samples() * kernel.sequence(); r++) {
            long table = r % kernel.sequence() * half;
            turn(x, y, r * line, r * line + turned, table);
            MemorySegment.copy(x, r * line + turned, y, r * line + turned, line - turned);
        }
    }

    /** All heads of one position. */
    private void turn(MemorySegment x, MemorySegment y, long start, long stop, long table) {
        long end = whole(half);
        for (long first = start; first < stop; first += 2 * half) {
            long second = first + half;
            for (long o = 0; o < end; o += BYTES) {
                FloatVector a = load(x, first + o);
                FloatVector b = load(x, second + o);
                FloatVector cosine = load(cosines, table + o);
                FloatVector sine = load(sines, table + o);
                store(a.mul(cosine).sub(b.mul(sine)), y, first + o);
                store(b.mul(cosine).add(a.mul(sine)), y, second + o);
            }
            for (long o = end; o < half; o += Float.BYTES) {
                float a = get(x, first + o);
                float b = get(x, second + o);
                set(a * get(cosines, table + o) - b * get(sines, table + o), y, first + o);
                set(b * get(cosines, table + o) + a * get(sines, table + o), y, second + o);
            }
        }
    }
}
