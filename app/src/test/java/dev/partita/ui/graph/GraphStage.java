package dev.partita.ui.graph;

import dev.partita.ui.SampleWorkspace;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Picture;
import java.nio.file.Path;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The graph's pane in a window of its own, over a project made from a template. */
final class GraphStage implements AutoCloseable {
    final Workspace workspace;
    final GraphPane pane;

    GraphStage(Stage stage, Path folder, String template, String cluster) {
        workspace = SampleWorkspace.of(folder, template, cluster);
        pane = new GraphPane(workspace);
        Scene scene = new Scene(new StackPane(pane.view(), new DragGhost(workspace.drag()).view()), 960, 640);
        workspace.look().dress(scene);
        workspace
                .commands()
                .all()
                .forEach(command -> command.shortcut()
                        .ifPresent(keys -> scene.getAccelerators().put(keys, command::run)));
        stage.setScene(scene);
        stage.show();
    }

    Picture picture() {
        return pane.state().picture.get().orElseThrow();
    }

    boolean shown() {
        return pane.state().picture.get().isPresent()
                && workspace.document().evaluation().get().isPresent()
                && workspace.tasks().running().isEmpty();
    }

    Box box(String id) {
        return picture().graph().all().stream()
                .filter(box -> box.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No box " + id));
    }

    /** Where on the screen a point of a box's card is, as shares of its width and height. */
    Point2D on(String id, double across, double down) {
        Area area = picture().area(box(id));
        return screen(area.x() + across * area.width(), area.y() + down * area.height());
    }

    Point2D screen(double worldX, double worldY) {
        var viewport = pane.state().viewport.get();
        return pane.view().localToScreen(viewport.toScreenX(worldX), viewport.toScreenY(worldY));
    }

    @Override
    public void close() {
        workspace.document().close();
        workspace.tasks().close();
        workspace.runtime().close();
    }
}
