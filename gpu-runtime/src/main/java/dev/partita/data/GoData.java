package dev.partita.data;

import dev.partita.device.RandomStream;
import dev.partita.tensor.Shape;
import dev.partita.text.Sentence;
import dev.partita.text.Wording;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Positions for AlphaGo Zero's network, drawn as they are read and the same each time: see {@link GoPosition}. Model
 * inputs: {@code planes}, {@code policy} and {@code value}, all float32.
 */
public final class GoData implements Dataset {
    private static final int SAMPLES = 1 << 20;
    private static final long STREAM = RandomStream.ofLayer("built-in positions");

    private final int size;
    private final int history;

    private GoData(int size, int history) {
        this.size = size;
        this.history = history;
    }

    /**
     * Positions in the shape that a model reads.
     *
     * @throws InvalidData if it is not a number of planes of a square board
     */
    public static GoData builtIn(Shape planes) {
        boolean board = planes.rank() == 3 && planes.size(1) == planes.size(2) && planes.size(0) % 2 == 1;
        if (!board || planes.size(0) < 3 || planes.size(1) < 2) {
            throw new InvalidData(Sentence.of("runtime.data.planes", planes));
        }
        return new GoData(Math.toIntExact(planes.size(1)), Math.toIntExact((planes.size(0) - 1) / 2));
    }

    @Override
    public long samples() {
        return SAMPLES;
    }

    @Override
    public long sampleBytes(String input) {
        return (long) elements(input) * Float.BYTES;
    }

    private int elements(String input) {
        return switch (input) {
            case "planes" -> (2 * history + 1) * size * size;
            case "policy" -> size * size + 1;
            default -> 1;
        };
    }

    @Override
    public void read(String input, long sample, MemorySegment target) {
        GoPosition position = new GoPosition(size, RandomStream.key(0, STREAM, 0, sample % SAMPLES));
        float[] values = new float[elements(input)];
        switch (input) {
            case "planes" -> position.planes(values, history);
            case "policy" -> position.policy(values);
            default -> values[0] = position.value();
        }
        MemorySegment.copy(values, 0, target, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, values.length);
    }

    @Override
    public Wording description() {
        return Sentence.of("runtime.data.positions", SAMPLES, size);
    }

    @Override
    public void close() {
        // nothing is kept
    }
}
