package dev.partita.ui.graph.fold;

import dev.partita.graph.Layer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folded graph with places: what is drawn, and what is under the hand. */
public final class Picture {
    /** How near a port the hand has to be. */
    private static final double PORT_REACH = 7;

    private final FoldedGraph graph;
    private final Map<Box, Area> areas;
    private final List<Curve> curves;
    private final GridIndex<Box> boxIndex = new GridIndex<>();
    private final GridIndex<Curve> curveIndex = new GridIndex<>();
    private final Area bounds;

    Picture(FoldedGraph graph, Map<Box, Area> areas, List<Curve> curves) {
        this.graph = graph;
        this.areas = new LinkedHashMap<>(areas);
        this.curves = List.copyOf(curves);
        this.areas.forEach(boxIndex::add);
        this.curves.forEach(curve -> curveIndex.add(curve, curve.area()));
        this.bounds = Area.around(
                Stream.concat(areas.values().stream(), curves.stream().map(Curve::area))
                        .toList());
    }

    public FoldedGraph graph() {
        return graph;
    }

    /** Where a box is; it must be one of this picture's. */
    public Area area(Box box) {
        return Optional.ofNullable(areas.get(box)).orElseThrow(() -> new IllegalArgumentException(box.id()));
    }

    public Area bounds() {
        return bounds;
    }

    public List<Curve> curves() {
        return curves;
    }

    /** The boxes that meet an area, frames before what they hold. */
    public List<Box> boxes(Area area) {
        return boxIndex.meeting(area);
    }

    public List<Curve> curves(Area area) {
        return curveIndex.meeting(area);
    }

    /** The cards, neither frames nor what lies outside, that lie in or touch an area: what a rubber band catches. */
    public List<Box> cards(Area area) {
        return boxes(area).stream()
                .filter(box -> !box.frame() && !graph.outside(box))
                .toList();
    }

    /** What lies under a point; inside a frame but beside its contents is background. */
    public Hit hit(double x, double y) {
        List<Box> near = boxes(new Area(x, y, 0, 0).grown(PORT_REACH));
        for (Box box : near.reversed()) {
            Optional<Hit> port = port(box, x, y);
            if (port.isPresent()) {
                return port.get();
            }
        }
        for (Box box : near.reversed()) {
            Area area = area(box);
            if (area.contains(x, y) && (!box.frame() || y <= area.y() + BoxSizes.FRAME_HEADER)) {
                if (box.foldable() && foldMark(box).grown(4).contains(x, y)) {
                    return new Hit.OnFold(box);
                }
                return strip(box).grown(3).contains(x, y) && box.cells() > 1
                        ? new Hit.OnStrip(box, cell(box, x))
                        : new Hit.OnBox(box);
            }
        }
        return new Hit.Background();
    }

    /** Where a box's strip of devices is: at the bottom of a card, under the name of a frame. */
    public Area strip(Box box) {
        Area area = area(box);
        double y = box.frame() ? area.y() + BoxSizes.FRAME_HEADER - 12 : area.bottom() - 10;
        return new Area(area.x() + 10, y, area.width() - 20, BoxSizes.STRIP);
    }

    /** Where the mark is that folds or unfolds a box. */
    public Area foldMark(Box box) {
        Area area = area(box);
        return new Area(area.right() - 24, area.y() + 12, 12, 12);
    }

    /** The piece of a strip at or next to a point. */
    public int cell(Box box, double x) {
        Area strip = strip(box);
        int cell = (int) Math.floor((x - strip.x()) / strip.width() * box.cells());
        return Math.clamp(cell, 0, box.cells() - 1);
    }

    private Optional<Hit> port(Box box, double x, double y) {
        if (box.frame() || !(box.part() instanceof Part.Single(Layer layer))) {
            return Optional.empty();
        }
        for (int i = 0; i < layer.inputs().size(); i++) {
            if (near(x, y, area(box).x(), inputY(box, i))) {
                return Optional.of(new Hit.OnPort(box, false, i));
            }
        }
        return near(x, y, area(box).right(), area(box).centreY())
                ? Optional.of(new Hit.OnPort(box, true, 0))
                : Optional.empty();
    }

    private static boolean near(double x, double y, double px, double py) {
        return Math.hypot(x - px, y - py) <= PORT_REACH;
    }

    /** Inputs are spread over the left edge in order. */
    public double inputY(Box box, int input) {
        int inputs = box.part() instanceof Part.Single(Layer layer)
                ? Math.max(1, layer.inputs().size())
                : 1;
        Area area = area(box);
        return area.y() + area.height() * (input + 1) / (inputs + 1);
    }
}
