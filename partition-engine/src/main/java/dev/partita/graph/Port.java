package dev.partita.graph;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** One output of one layer; or {@link #OPEN}, where a drawing has nothing connected yet. */
public record Port(String layer, int output) {
    /** No output at all: what an unconnected input reads. */
    public static final Port OPEN = new Port("", 0);

    public Port {
        if (output < 0) {
            throw new Refusal(Sentence.of("engine.draw.output_number", output));
        }
    }

    public static Port of(String layer) {
        return new Port(layer, 0);
    }

    public boolean open() {
        return layer.isEmpty();
    }

    @Override
    public String toString() {
        return open() ? "nothing" : output == 0 ? layer : layer + ":" + output;
    }
}
