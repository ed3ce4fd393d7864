package dev.partita.data;

import dev.partita.text.Wording;
import java.lang.foreign.MemorySegment;

/** Numbered samples for a model's inputs. Implementations may be read from several threads at once. */
public interface Dataset extends AutoCloseable {
    /** How many different samples there are; at least 1. */
    long samples();

    /** Bytes of one sample of the named model input. */
    long sampleBytes(String input);

    /** Fills {@code target} with one sample of the named model input; {@code sample} counts on past the end. */
    void read(String input, long sample, MemorySegment target);

    /**
     * The same, for data in which something changes from time to time it is drawn.
     *
     * @param draw what such changes depend on, and nothing else
     */
    default void read(String input, long sample, long draw, MemorySegment target) {
        read(input, sample, target);
    }

    /** For people: what this is and how much of it. */
    Wording description();

    @Override
    void close();
}
