package dev.partita.data;

import dev.partita.text.Wording;
import java.lang.foreign.MemorySegment;

/** Images and labels for a model that calls its inputs otherwise: one of them is the label, the other the image. */
record NamedInputs(Dataset images, String label) implements Dataset {
    @Override
    public long samples() {
        return images.samples();
    }

    @Override
    public long sampleBytes(String input) {
        return images.sampleBytes(role(input));
    }

    @Override
    public void read(String input, long sample, MemorySegment target) {
        images.read(role(input), sample, target);
    }

    private String role(String input) {
        return input.equals(label) ? "label" : "image";
    }

    @Override
    public Wording description() {
        return images.description();
    }

    @Override
    public void close() {
        images.close();
    }
}
