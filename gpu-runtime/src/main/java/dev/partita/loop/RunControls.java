package dev.partita.loop;

/** What may be asked of a run from any thread; each takes hold within a task, that is within a microbatch. */
public interface RunControls {
    void pause();

    void resume();

    /** Ends the run with a checkpoint. */
    void stop();
}
