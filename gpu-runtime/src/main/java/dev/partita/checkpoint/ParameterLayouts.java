package dev.partita.checkpoint;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.Shape;
import java.lang.foreign.MemorySegment;

/**
 * Carries parameters, their gradients and their optimizer state between the canonical order of graphs and files and the
 * one in device memory. Elements have 4 or 8 bytes, as the length of the segments says.
 */
public final class ParameterLayouts {

    /** Moves one element, by its numbers in both orders. */
    @FunctionalInterface
    private interface Move {
        void element(long canonical, long physical);
    }

    @FunctionalInterface
    private interface Copy {
        void element(MemorySegment from, long fromNumber, MemorySegment to, long toNumber);
    }

    private ParameterLayouts() {}

    /** Fills {@code physical} from {@code canonical}; both hold the whole parameter. */
    public static void toPhysical(ParameterSpec parameter, MemorySegment canonical, MemorySegment physical) {
        Copy copy = copy(parameter, canonical, physical);
        switch (parameter.layout()) {
            case CANONICAL -> physical.copyFrom(canonical);
            case CONVOLUTION -> walk(parameter, (c, p) -> copy.element(canonical, c, physical, p));
        }
    }

    /** Fills {@code canonical} from {@code physical}; both hold the whole parameter. */
    public static void toCanonical(ParameterSpec parameter, MemorySegment physical, MemorySegment canonical) {
        Copy copy = copy(parameter, canonical, physical);
        switch (parameter.layout()) {
            case CANONICAL -> canonical.copyFrom(physical);
            case CONVOLUTION -> walk(parameter, (c, p) -> copy.element(physical, p, canonical, c));
        }
    }

    /** {@code [out, in/groups, kH, kW]} against {@code [groups, kH, kW, in/groups, out/groups]}, physical ones in order. */
    private static void walk(ParameterSpec convolution, Move move) {
        Shape shape = convolution.shape();
        long outputs = shape.size(0) / convolution.groups();
        long physical = 0;
        for (long g = 0; g < convolution.groups(); g++) {
            for (long h = 0; h < shape.size(2); h++) {
                for (long w = 0; w < shape.size(3); w++) {
                    for (long i = 0; i < shape.size(1); i++) {
                        for (long o = g * outputs; o < (g + 1) * outputs; o++) {
                            long canonical = ((o * shape.size(1) + i) * shape.size(2) + h) * shape.size(3) + w;
                            move.element(canonical, physical++);
                        }
                    }
                }
            }
        }
    }

    private static Copy copy(ParameterSpec parameter, MemorySegment canonical, MemorySegment physical) {
        long elements = parameter.shape().elements();
        if (canonical.byteSize() == physical.byteSize() && canonical.byteSize() == 4 * elements) {
            return (from, i, to, j) -> to.setAtIndex(JAVA_INT_UNALIGNED, j, from.getAtIndex(JAVA_INT_UNALIGNED, i));
        }
        if (canonical.byteSize() == physical.byteSize() && canonical.byteSize() == 8 * elements) {
            return (from, i, to, j) -> to.setAtIndex(JAVA_LONG_UNALIGNED, j, from.getAtIndex(JAVA_LONG_UNALIGNED, i));
        }
        throw new IllegalArgumentException("Both orders of a parameter of " + parameter.shape() + " take 4 or 8 bytes "
                + "per element, found " + canonical.byteSize() + " and " + physical.byteSize() + " bytes.");
    }
}
