package dev.partita.ui.graph;

import dev.partita.ui.document.LayerDrag;
import javafx.application.Platform;

/** Layers in the hand, on their way to a device: the device cards take it from here. */
final class CarryLayers implements Gesture {
    private final LayerDrag drag;

    CarryLayers(LayerDrag drag) {
        this.drag = drag;
    }

    @Override
    public void moved(double x, double y) {}

    /** A card under the hand hears of the release in the same turn and takes the layers; what it left is let go. */
    @Override
    public void released() {
        Platform.runLater(drag::end);
    }

    @Override
    public void cancelled() {
        drag.end();
    }
}
