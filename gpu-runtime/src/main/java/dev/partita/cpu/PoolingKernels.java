package dev.partita.cpu;

import static dev.partita.cpu.Lanes.COUNT;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.FLOATS;
import static dev.partita.cpu.Lanes.load;
import static dev.partita.cpu.Lanes.store;

import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PoolingKernel.MaxPool;
import dev.partita.kernel.PoolingKernel.MaxPoolGradient;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Max pooling, one output pixel after the other, its channels as vectors; channels are contiguous. */
final class PoolingKernels {
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    /** A winner is one byte where a channel is four; below 64 bits there are no vectors of bytes. */
    private static final boolean BYTE_VECTORS = FLOATS.vectorBitSize() / Float.BYTES >= 64;

    private static final VectorSpecies<Byte> WINNERS =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.vectorBitSize() / Float.BYTES)));

    private final PoolingKernel shape;
    private final long pixel;
    private final long inputLine;
    private final long vectorChannels;

    private PoolingKernels(PoolingKernel shape) {
        this.shape = shape;
        this.pixel = shape.channels() * Float.BYTES;
        this.inputLine = shape.inputWidth() * pixel;
        this.vectorChannels = BYTE_VECTORS ? shape.channels() / COUNT * COUNT : 0;
    }

    static Prepared prepare(PoolingKernel kernel) {
        PoolingKernels pooling = new PoolingKernels(kernel);
        return Prepared.of(
                switch (kernel) {
                    case MaxPool _ ->
                        (x, _, _) -> pooling.forEachPixel((corner, out) -> pooling.max(x[0], corner, x[1], x[2], out));
                    case MaxPoolGradient _ ->
                        (x, _, _) -> {
                            x[2].fill((byte) 0);
                            pooling.forEachPixel((corner, out) -> pooling.scatter(x[0], x[1], out, x[2], corner));
                        };
                });
    }

    /** Takes the byte offset of a window's first pixel and the number of the output pixel's first element. */
    @FunctionalInterface
    private interface OutputPixel {
        void run(long corner, long out);
    }

    private void forEachPixel(OutputPixel body) {
        long out = 0;
        for (long n = 0; n < shape.samples(); n++) {
            for (long h = 0; h < shape.outputHeight(); h++) {
                for (long w = 0; w < shape.outputWidth(); w++) {
                    long top = n * shape.inputHeight() + h * shape.stride();
                    body.run(top * inputLine + w * shape.stride() * pixel, out);
                    out += shape.channels();
                }
            }
        }
    }

    /** The byte offset of the window's pixel {@code number}, from its first one. */
    private long within(long number) {
        return number / shape.window() * inputLine + number % shape.window() * pixel;
    }

    private void max(MemorySegment x, long corner, MemorySegment y, MemorySegment winners, long out) {
        for (long c = 0; c < vectorChannels; c += COUNT) {
            maxVector(x, corner + c * Float.BYTES, y, winners, out + c);
        }
        for (long c = vectorChannels; c < shape.channels(); c++) {
            maxScalar(x, corner + c * Float.BYTES, y, winners, out + c);
        }
    }

    private void maxVector(MemorySegment x, long corner, MemorySegment y, MemorySegment winners, long out) {
        FloatVector best = load(x, corner);
        // Integers, kept as the bits of floats so that one mask serves both.
        FloatVector winner = Lanes.zero();
        int number = 0;
        for (int i = 0; i < shape.window(); i++) {
            for (int j = 0; j < shape.window(); j++) {
                FloatVector value = load(x, corner + i * inputLine + j * pixel);
                VectorMask<Float> larger = value.compare(VectorOperators.GT, best);
                best = best.blend(value, larger);
                winner = winner.blend(IntVector.broadcast(INTS, number++).reinterpretAsFloats(), larger);
            }
        }
        store(best, y, out * Float.BYTES);
        ((ByteVector) winner.reinterpretAsInts().convertShape(VectorOperators.I2B, WINNERS, 0))
                .intoMemorySegment(winners, out, ByteOrder.nativeOrder());
    }

    private void maxScalar(MemorySegment x, long corner, MemorySegment y, MemorySegment winners, long out) {
        float best = x.get(FLOAT, corner);
        long winner = 0;
        for (long number = 1; number < shape.window() * shape.window(); number++) {
            float value = x.get(FLOAT, corner + within(number));
            if (value > best) {
                best = value;
                winner = number;
            }
        }
        y.setAtIndex(FLOAT, out, best);
        winners.set(ValueLayout.JAVA_BYTE, out, (byte) winner);
    }

    private void scatter(MemorySegment winners, MemorySegment dy, long out, MemorySegment dx, long corner) {
        for (long c = 0; c < vectorChannels; c += COUNT) {
            scatterVector(winners, dy, out + c, dx, corner + c * Float.BYTES);
        }
        for (long c = vectorChannels; c < shape.channels(); c++) {
            long at = corner + c * Float.BYTES + within(winners.get(ValueLayout.JAVA_BYTE, out + c) & 0xff);
            dx.set(FLOAT, at, dx.get(FLOAT, at) + dy.getAtIndex(FLOAT, out + c));
        }
    }

    private void scatterVector(MemorySegment winners, MemorySegment dy, long out, MemorySegment dx, long corner) {
        FloatVector g = load(dy, out * Float.BYTES);
        IntVector winner = (IntVector) ByteVector.fromMemorySegment(WINNERS, winners, out, ByteOrder.nativeOrder())
                .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
        int number = 0;
        for (int i = 0; i < shape.window(); i++) {
            for (int j = 0; j < shape.window(); j++) {
                VectorMask<Float> hit =
                        winner.compare(VectorOperators.EQ, number++).cast(FLOATS);
                long at = corner + i * inputLine + j * pixel;
                store(load(dx, at).add(Lanes.zero().blend(g, hit)), dx, at);
            }
        }
    }
}
