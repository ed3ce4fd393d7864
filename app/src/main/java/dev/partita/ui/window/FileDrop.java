package dev.partita.ui.window;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files that are dropped anywhere on a window. */
final class FileDrop {
    private FileDrop() {}

    /** @param dropped what is done with the first file */
    static void accept(Scene scene, Consumer<Path> dropped) {
        scene.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            if (event.getDragboard().hasFiles()) {
                dropped.accept(event.getDragboard().getFiles().getFirst().toPath());
                event.setDropCompleted(true);
            }
        });
    }
}
