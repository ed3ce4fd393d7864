package dev.partita.checkpoint;

import dev.partita.device.RandomStream;
import dev.partita.graph.Parameter;
import dev.partita.operator.Initialization;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The first values of parameters. Each depends on the seed, the parameter's name and the element's canonical number
 * alone, so no partition can change it; {@link StrictMath} makes it the same on every machine.
 */
public final class Initializer {
    private final Initialization initialization;
    private final long key;

    /** Initial weights are drawn for no step and no sample. */
    public Initializer(Parameter parameter, long seed) {
        this.initialization = parameter.initialization();
        this.key = RandomStream.key(seed, RandomStream.ofLayer(parameter.name()), 0, 0);
    }

    /**
     * Fills a segment with the whole parameter as float32 in canonical order.
     *
     * @throws IllegalArgumentException if the segment is not exactly that long
     */
    public static void fill(Parameter parameter, long seed, MemorySegment canonical) {
        long bytes = TensorSpec.float32(parameter.shape()).bytes();
        if (canonical.byteSize() != bytes) {
            throw new IllegalArgumentException("Parameter " + parameter.name() + " takes " + bytes + " bytes, found "
                    + canonical.byteSize() + ".");
        }
        Initializer initializer = new Initializer(parameter, seed);
        for (long element = 0; element < parameter.shape().elements(); element++) {
            canonical.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, element, initializer.value(element));
        }
    }

    /** The first value of one element, by its canonical number. */
    public float value(long element) {
        return switch (initialization) {
            case Initialization.Constant constant -> (float) constant.value();
            case Initialization.Uniform uniform -> (float) (uniform.bound() * (2.0 * uniform(2 * element) - 1));
            case Initialization.Normal normal -> (float) (normal.standardDeviation() * gaussian(element));
        };
    }

    /** Box and Muller 1958, the cosine only: two uniform numbers per element. */
    private double gaussian(long element) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(2 * element))); // 1 - u is never 0
        return radius * StrictMath.cos(2 * Math.PI * uniform(2 * element + 1));
    }

    private double uniform(long number) {
        return RandomStream.uniform(key, number);
    }
}
