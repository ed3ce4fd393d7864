package dev.partita.ui.training;

import java.util.Locale;

/** Where a run is. */
enum TrainingState {
    /** No run was started yet. */
    IDLE,
    /** Checks the plan, opens data and devices, places weights. */
    PREPARING,
    RUNNING,
    PAUSED,
    /** Was asked to stop; the checkpoint is being written. */
    STOPPING,
    /** All steps are done, or it stopped when it was asked to. */
    FINISHED,
    FAILED;

    boolean active() {
        return switch (this) {
            case PREPARING, RUNNING, PAUSED, STOPPING -> true;
            case IDLE, FINISHED, FAILED -> false;
        };
    }

    /** The key of its word. */
    String textKey() {
        return "training.state." + name().toLowerCase(Locale.ROOT);
    }
}
