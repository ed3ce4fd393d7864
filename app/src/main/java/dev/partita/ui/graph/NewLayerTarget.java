package dev.partita.ui.graph;

import dev.partita.ui.document.LayerDrag;
import java.util.Optional;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.input.MouseEvent;

/** Takes layers that are dragged from the list beside the canvas. */
final class NewLayerTarget {
    private final LayerDrag drag;
    private final GraphState state;
    private final GraphCanvas canvas;
    private final Drawing drawing;

    NewLayerTarget(LayerDrag drag, GraphState state, GraphCanvas canvas, Drawing drawing) {
        this.drag = drag;
        this.state = state;
        this.canvas = canvas;
        this.drawing = drawing;
        canvas.addEventHandler(MouseDragEvent.MOUSE_DRAG_OVER, this::over);
        canvas.addEventHandler(MouseDragEvent.MOUSE_DRAG_EXITED, event -> leave());
        canvas.addEventHandler(MouseDragEvent.MOUSE_DRAG_RELEASED, this::released);
        drag.newLayer().subscribe(text -> {
            if (text.isEmpty()) {
                leave();
            }
        });
    }

    private void over(MouseEvent event) {
        state.picture.get().filter(picture -> drag.newLayer().get().isPresent()).ifPresent(picture -> {
            NewLayerDrop drop =
                    new NewLayerDrop(picture, spot -> drag.newLayer().get().ifPresent(text -> drawing.add(text, spot)));
            drop.moved(
                    state.viewport.get().toWorldX(event.getX()),
                    state.viewport.get().toWorldY(event.getY()));
            canvas.gesture().set(Optional.of(drop));
        });
    }

    private void released(MouseEvent event) {
        over(event);
        canvas.gesture().get().filter(NewLayerDrop.class::isInstance).ifPresent(Gesture::released);
        leave();
    }

    private void leave() {
        if (canvas.gesture().get().filter(NewLayerDrop.class::isInstance).isPresent()) {
            canvas.gesture().set(Optional.empty());
        }
    }
}
