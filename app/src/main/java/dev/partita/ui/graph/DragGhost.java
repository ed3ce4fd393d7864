package dev.partita.ui.graph;

import dev.partita.ui.document.LayerDrag;
import java.util.Optional;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;

/**
 * What is being dragged, beside the pointer, with how many layers it is. The window adds {@link #view} on top of
 * everything; it takes no room and no clicks. Escape ends the drag.
 */
public final class DragGhost {
    private static final double BESIDE = 14;

    private final LayerDrag drag;
    private final HBox view = new HBox();
    private final EventHandler<MouseEvent> follow = this::follow;
    private final EventHandler<KeyEvent> escape = this::escape;

    public DragGhost(LayerDrag drag) {
        this.drag = drag;
        Label name = new Label();
        Label count = new Label();
        name.getStyleClass().add("graph-ghost-name");
        count.getStyleClass().add("graph-ghost-count");
        name.textProperty().bind(drag.newLayer().flatMap(text -> drag.load().map(load -> text.orElse(load.label()))));
        count.visibleProperty().bind(drag.newLayer().map(Optional::isEmpty));
        count.managedProperty().bind(count.visibleProperty());
        count.textProperty()
                .bind(drag.load().map(load -> String.valueOf(load.layers().size())));
        view.getChildren().addAll(name, count);
        view.setId("graph.ghost");
        view.getStyleClass().add("graph-ghost");
        view.setManaged(false);
        view.setMouseTransparent(true);
        view.visibleProperty()
                .bind(drag.newLayer()
                        .flatMap(text -> drag.load()
                                .map(load -> text.isPresent() || !load.layers().isEmpty())));
        view.sceneProperty().subscribe(this::moved);
    }

    public Node view() {
        return view;
    }

    private void moved(Scene before, Scene after) {
        if (before != null) {
            before.removeEventFilter(MouseEvent.ANY, follow);
            before.removeEventFilter(KeyEvent.KEY_PRESSED, escape);
        }
        if (after != null) {
            after.addEventFilter(MouseEvent.ANY, follow);
            after.addEventFilter(KeyEvent.KEY_PRESSED, escape);
        }
    }

    private void follow(MouseEvent event) {
        if (carrying() && view.getParent() != null) {
            view.autosize();
            Point2D place = view.getParent().sceneToLocal(event.getSceneX(), event.getSceneY());
            view.relocate(place.getX() + BESIDE, place.getY() + BESIDE);
        }
    }

    private void escape(KeyEvent event) {
        if (carrying() && event.getCode() == KeyCode.ESCAPE) {
            drag.end();
            event.consume();
        }
    }

    private boolean carrying() {
        return drag.active() || drag.newLayer().get().isPresent();
    }
}
