package dev.partita.program;

import dev.partita.text.Sentence;
import java.util.Locale;

/** What a device's memory is spent on. */
public enum BufferKind {
    WEIGHTS,
    GRADIENTS,
    OPTIMIZER,
    /** Kept from forward for backward. */
    ACTIVATIONS,
    /** Alive within one segment: temporaries, activation gradients, library scratch; and a few scalars of the step. */
    WORKSPACE,
    /** Staging of what is sent or received. */
    COMMUNICATION;

    /** What people call it. */
    public Sentence title() {
        return Sentence.of("engine.memory." + name().toLowerCase(Locale.ROOT));
    }
}
