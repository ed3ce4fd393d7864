package dev.partita.ui.graph;

import dev.partita.ui.document.Selection;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Picture;
import java.util.LinkedHashSet;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;

/** Selects the cards that a rectangle touches, while it is drawn. */
final class RubberBand implements Gesture {
    private final Picture picture;
    private final Selection selection;
    private final Set<String> before;
    private final Set<String> kept;
    private final double startX;
    private final double startY;
    private Area area;

    /** @param adding whether what was selected stays so */
    RubberBand(Picture picture, Selection selection, boolean adding, double x, double y) {
        this.picture = picture;
        this.selection = selection;
        this.before = selection.layers().get();
        this.kept = adding ? before : Set.of();
        this.startX = x;
        this.startY = y;
        this.area = new Area(x, y, 0, 0);
    }

    @Override
    public void moved(double x, double y) {
        area = Area.between(startX, startY, x, y);
        Set<String> caught = new LinkedHashSet<>(kept);
        picture.cards(area).forEach(box -> caught.addAll(box.layers()));
        selection.select(caught);
    }

    @Override
    public void released() {
        if (area.width() == 0 && area.height() == 0) {
            selection.select(kept);
        }
    }

    @Override
    public void cancelled() {
        selection.select(before);
    }

    @Override
    public void paint(Frame frame) {
        GraphicsContext g = frame.graphics();
        g.setFill(frame.colour("accent").deriveColor(0, 1, 1, 0.12));
        g.fillRect(area.x(), area.y(), area.width(), area.height());
        g.setStroke(frame.colour("accent"));
        g.setLineWidth(frame.pixels(1));
        g.strokeRect(area.x(), area.y(), area.width(), area.height());
    }
}
