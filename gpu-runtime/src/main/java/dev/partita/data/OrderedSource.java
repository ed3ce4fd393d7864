package dev.partita.data;

import dev.partita.device.Launch;
import java.lang.foreign.MemorySegment;

/** Feeds a program's inputs from a data set in a given order. */
public record OrderedSource(Dataset dataset, SampleOrder order) implements Launch.InputSource {
    @Override
    public void load(String input, long firstSample, MemorySegment target) {
        long bytes = dataset.sampleBytes(input);
        for (long at = 0, position = firstSample; at < target.byteSize(); at += bytes, position++) {
            dataset.read(input, order.sampleAt(position, dataset.samples()), target.asSlice(at, bytes));
        }
    }
}
