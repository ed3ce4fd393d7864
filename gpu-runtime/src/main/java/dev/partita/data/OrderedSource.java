package dev.partita.data;

import dev.partita.device.Launch;
import dev.partita.device.RandomStream;
import java.lang.foreign.MemorySegment;

/**
 * Feeds a program's inputs from a data set in a given order.
 *
 * @param seed what changes of a sample from draw to draw depend on, together with its position since training began,
 *     which stands for the step and the sample in it
 */
public record OrderedSource(Dataset dataset, SampleOrder order, long seed) implements Launch.InputSource {
    private static final long STREAM = RandomStream.ofLayer("drawn samples");

    @Override
    public void load(String input, long firstSample, MemorySegment target) {
        long bytes = dataset.sampleBytes(input);
        for (long at = 0, position = firstSample; at < target.byteSize(); at += bytes, position++) {
            long sample = order.sampleAt(position, dataset.samples());
            dataset.read(input, sample, RandomStream.key(seed, STREAM, 0, position), target.asSlice(at, bytes));
        }
    }
}
