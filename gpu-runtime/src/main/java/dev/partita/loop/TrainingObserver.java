package dev.partita.loop;

import java.nio.file.Path;

/** Is told what happens, on the training thread except where noted; must return quickly. */
public interface TrainingObserver {
    TrainingObserver NONE = new TrainingObserver() {};

    /** Devices are open and weights are in place; {@code step} comes next. */
    default void ready(long step) {}

    default void stepDone(StepReport report) {}

    /** Ten times a second, on a thread of its own. */
    default void live(LiveReading reading) {}

    default void checkpointWritten(Path file, long step) {}
}
