package dev.partita.cpu;

import static dev.partita.cpu.Lanes.FLOAT;

import dev.partita.device.Launch;
import dev.partita.device.RandomStream;
import dev.partita.kernel.ElementwiseKernel.Dropout;
import java.lang.foreign.MemorySegment;

/** Dropout draws each element's number anew, in forward and in backward alike. */
final class DropoutKernel {
    private DropoutKernel() {}

    static void run(Dropout dropout, Launch launch, MemorySegment x, MemorySegment y) {
        float scale = (float) (1 / (1 - dropout.probability()));
        long bytes = dropout.elementsPerSample() * Float.BYTES;
        for (long s = 0; s < dropout.samples(); s++) {
            long key = RandomStream.key(launch.seed(), launch.stream(), launch.step(), launch.firstSample() + s);
            sample(key, dropout.probability(), scale, x.asSlice(s * bytes, bytes), y.asSlice(s * bytes, bytes));
        }
    }

    private static void sample(long key, double probability, float scale, MemorySegment x, MemorySegment y) {
        for (long i = 0; i < y.byteSize() / Float.BYTES; i++) {
            boolean kept = RandomStream.uniform(key, i) >= probability;
            y.setAtIndex(FLOAT, i, kept ? x.getAtIndex(FLOAT, i) * scale : 0);
        }
    }
}
