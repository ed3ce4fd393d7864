package dev.partita.ui.graph;

import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Hit;
import dev.partita.ui.graph.fold.Picture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;

/** Places every layer that the hand brushes over on one device; a stroke is one edit. */
final class Brush implements Gesture {
    private record Touched(Box box, int cell) {}

    private final Picture picture;
    private final LayerDrag drag;
    private final int device;
    private final Map<Touched, List<String>> touched = new LinkedHashMap<>();

    Brush(Picture picture, LayerDrag drag, int device) {
        this.picture = picture;
        this.drag = drag;
        this.device = device;
    }

    @Override
    public void moved(double x, double y) {
        switch (picture.hit(x, y)) {
            case Hit.OnBox(Box box) -> touch(box);
            case Hit.OnFold(Box box) -> touch(box);
            case Hit.OnPort(Box box, boolean _, int _) -> touch(box);
            case Hit.OnStrip(Box box, int cell) -> touched.put(new Touched(box, cell), box.cellLayers(cell));
            case Hit.Background _ -> {}
        }
    }

    private void touch(Box box) {
        if (!box.frame()) {
            touched.put(new Touched(box, -1), box.layers());
        }
    }

    @Override
    public void released() {
        List<String> layers =
                touched.values().stream().flatMap(List::stream).distinct().toList();
        drag.send(layers, List.of(device));
    }

    @Override
    public void paint(Frame frame) {
        GraphicsContext g = frame.graphics();
        g.setStroke(frame.tokens().device(device));
        g.setLineWidth(3);
        for (Touched part : touched.keySet()) {
            Area area = part.cell() < 0
                    ? frame.picture().area(part.box())
                    : frame.picture().strip(part.box()).grown(4);
            g.strokeRoundRect(area.x(), area.y(), area.width(), area.height(), 12, 12);
        }
    }
}
