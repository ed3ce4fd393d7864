package dev.partita.workbench;

import dev.partita.loop.RunControls;
import dev.partita.loop.TrainingObserver;
import dev.partita.text.Sentence;
import java.util.OptionalLong;

/** Who watches a run: is told what {@link TrainingObserver} is told, and a few things around it. */
public interface RunWatcher extends TrainingObserver {
    /** Devices are open; the run may be paused, resumed and stopped from any thread until it returns. */
    default void begun(RunControls controls, long steps) {}

    /** The run has its number in the project; empty where nothing could be stored. */
    default void numbered(OptionalLong run) {}

    /** A sentence that is no error and no result. */
    default void notice(Sentence sentence) {}
}
