package dev.partita.cpu;

import static dev.partita.cpu.Lanes.FLOAT;

import dev.partita.device.Launch;
import dev.partita.device.RandomStream;
import dev.partita.kernel.ElementwiseKernel.Dropout;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Dropout draws each element's number anew, in forward and in backward alike: {@link RandomStream}, by vectors. */
final class DropoutKernel {
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    /** As many floats as there are longs in a vector; none below 64 bits, that is with vectors of 64 bits. */
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Math.max(64, LONGS.vectorBitSize() / 2)));

    private static final int COUNT = LONGS.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final double RANDOM_VALUES = 0x1p24;

    private DropoutKernel() {}

    static void run(Dropout dropout, Launch launch, MemorySegment x, MemorySegment y) {
        // A number is kept from the first of its 2^24 values that is not below the probability.
        long first = (long) Math.ceil(dropout.probability() * RANDOM_VALUES);
        float scale = (float) (1 / (1 - dropout.probability()));
        long elements = dropout.elementsPerSample();
        for (long s = 0; s < dropout.samples(); s++) {
            long key = RandomStream.key(launch.seed(), launch.stream(), launch.step(), launch.firstSample() + s);
            sample(key, first, scale, x, y, s * elements * Float.BYTES, elements);
        }
    }

    private static void sample(
            long key, long first, float scale, MemorySegment x, MemorySegment y, long start, long elements) {
        long whole = FLOATS.length() == COUNT ? elements / COUNT * COUNT : 0;
        LongVector state =
                LongVector.zero(LONGS).addIndex(1).mul(RandomStream.GOLDEN).add(key);
        for (long i = 0; i < whole; i += COUNT) {
            VectorMask<Float> kept =
                    number(state).compare(VectorOperators.GE, first).cast(FLOATS);
            FloatVector value = FloatVector.fromMemorySegment(FLOATS, x, start + i * Float.BYTES, ORDER);
            FloatVector.zero(FLOATS).blend(value.mul(scale), kept).intoMemorySegment(y, start + i * Float.BYTES, ORDER);
            state = state.add(COUNT * RandomStream.GOLDEN);
        }
        for (long i = whole; i < elements; i++) {
            boolean kept = (long) (RandomStream.uniform(key, i) * RANDOM_VALUES) >= first;
            float value = x.get(FLOAT, start + i * Float.BYTES);
            y.set(FLOAT, start + i * Float.BYTES, kept ? value * scale : 0);
        }
    }

    /** {@link RandomStream#mix}, of which {@link RandomStream#uniform} takes the upper 24 bits. */
    private static LongVector number(LongVector state) {
        LongVector z = state.add(RandomStream.GOLDEN);
        z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 30))
                .mul(RandomStream.FIRST_FACTOR);
        z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 27))
                .mul(RandomStream.SECOND_FACTOR);
        z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 31));
        return z.lanewise(VectorOperators.LSHR, 40);
    }
}
