package dev.partita.cpu;

import static dev.partita.cpu.Lanes.BYTES;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.all;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;
import static dev.partita.cpu.Lanes.tail;
import static dev.partita.cpu.Lanes.whole;

import dev.partita.device.Executable;
import dev.partita.device.Launch;
import dev.partita.kernel.UpdateKernel.AdamWUpdate;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * One step of AdamW over all elements, its scalars worked out in double precision first.
 *
 * @param keep {@code 1 - rate * decay}
 * @param rate the learning rate over {@code 1 - beta1^t}
 * @param root {@code 1 / sqrt(1 - beta2^t)}
 */
record AdamW(
        float clip,
        float beta1,
        float rest1,
        float beta2,
        float rest2,
        float keep,
        float rate,
        float root,
        float epsilon) {

    static Executable prepare(AdamWUpdate adam) {
        return (x, _, launch) -> {
            float factor = adam.clipped() ? x[4].get(FLOAT, 0) : 1;
            if (!UpdateKernels.skipped(factor)) {
                of(adam, launch, factor).run(x[0], x[1], x[2], x[3]);
            }
        };
    }

    private static AdamW of(AdamWUpdate adam, Launch launch, float clip) {
        long t = launch.step() + 1;
        return new AdamW(
                clip,
                (float) adam.beta1(),
                (float) (1 - adam.beta1()),
                (float) adam.beta2(),
                (float) (1 - adam.beta2()),
                (float) (1 - launch.learningRate() * adam.weightDecay()),
                (float) (launch.learningRate() / (1 - Math.pow(adam.beta1(), t))),
                (float) (1 / Math.sqrt(1 - Math.pow(adam.beta2(), t))),
                (float) adam.epsilon());
    }

    private void run(MemorySegment weight, MemorySegment gradient, MemorySegment first, MemorySegment second) {
        long end = whole(weight.byteSize());
        for (long o = 0; o < end; o += BYTES) {
            FloatVector g = load(gradient, o).mul(clip);
            FloatVector m = first(load(first, o), g);
            FloatVector v = second(load(second, o), g);
            store(m, first, o);
            store(v, second, o);
            store(weight(load(weight, o), m, v), weight, o);
        }
        if (end < weight.byteSize()) {
            VectorMask<Float> mask = tail(weight.byteSize());
            FloatVector g = load(gradient, end, mask).mul(clip);
            FloatVector m = first(load(first, end, mask), g);
            FloatVector v = second(load(second, end, mask), g);
            store(m, first, end, mask);
            store(v, second, end, mask);
            store(weight(load(weight, end, mask), m, v), weight, end, mask);
        }
    }

    private FloatVector first(FloatVector m, FloatVector g) {
        return m.mul(beta1).add(g.mul(rest1));
    }

    private FloatVector second(FloatVector v, FloatVector g) {
        return v.mul(beta2).add(g.mul(g).mul(rest2));
    }

    private FloatVector weight(FloatVector w, FloatVector m, FloatVector v) {
        FloatVector deviation = v.sqrt().fma(all(root), all(epsilon));
        return w.mul(keep).sub(m.mul(rate).div(deviation));
    }
}
