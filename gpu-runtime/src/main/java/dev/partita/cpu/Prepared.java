package dev.partita.cpu;

import dev.partita.device.Executable;
import java.util.List;

/**
 * A kernel ready to run on one thread.
 *
 * @param workspaceBytes exactly what {@link Executable#run} wants as workspace
 * @param primitives the oneDNN primitives it holds
 */
record Prepared(Executable executable, long workspaceBytes, List<Primitive> primitives) implements AutoCloseable {
    Prepared {
        primitives = List.copyOf(primitives);
    }

    /** A kernel of our own, without workspace. */
    static Prepared of(Executable executable) {
        return new Prepared(executable, 0, List.of());
    }

    /** A kernel of our own, with workspace. */
    Prepared(Executable executable, long workspaceBytes) {
        this(executable, workspaceBytes, List.of());
    }

    @Override
    public void close() {
        primitives.forEach(Primitive::close);
    }
}
