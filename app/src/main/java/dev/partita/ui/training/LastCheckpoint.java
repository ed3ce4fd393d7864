package dev.partita.ui.training;

import dev.partita.loop.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Whether a folder holds a checkpoint to go on from. */
final class LastCheckpoint {
    private final Path folder;
    private final ReadOnlyBooleanWrapper there = new ReadOnlyBooleanWrapper();

    LastCheckpoint(Path folder) {
        this.folder = folder;
        look();
    }

    ReadOnlyBooleanProperty there() {
        return there.getReadOnlyProperty();
    }

    void look() {
        try {
            there.set(Checkpoints.latest(folder).isPresent());
        } catch (IOException unreadable) {
            there.set(false);
        }
    }
}
