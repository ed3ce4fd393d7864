package dev.partita.ui.graph.fold;

import dev.partita.ui.graph.fold.Level.End;
import dev.partita.ui.graph.fold.Level.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Places a folded graph: the contents of each frame by themselves, innermost first, so that every frame is as compact as
 * a graph of its own; a wire that crosses frames is put together from its pieces. To be called off the screen's thread,
 * from one with a deep stack: the layout kernel recurses along the longest path.
 */
public final class LayeredLayout {
    /** Stack for levels of tens of thousands of boxes. */
    public static final long STACK_BYTES = 64L << 20;

    /** A piece of a wire: a connection on the level inside a frame, or on the outermost one. */
    private record Piece(Optional<Box> frame, Link link) {}

    private final Function<Box, String> details;
    private final BooleanSupplier cancelled;
    private final Map<Optional<Box>, Level> levels = new HashMap<>();
    private final Map<Box, List<Box>> paths = new HashMap<>();
    private final Map<Wire, List<Piece>> pieces = new LinkedHashMap<>();
    private final Map<Optional<Box>, List<Link>> linksOf = new HashMap<>();
    private final Map<Box, Area> areas = new LinkedHashMap<>();

    private LayeredLayout(Function<Box, String> details, BooleanSupplier cancelled) {
        this.details = details;
        this.cancelled = cancelled;
    }

    /**
     * @param details what stands below a box's name: boxes are as wide as it needs
     * @param cancelled asked between phases; what comes back is then of no use
     */
    public static Picture of(FoldedGraph graph, Function<Box, String> details, BooleanSupplier cancelled) {
        return new LayeredLayout(details, cancelled).place(graph);
    }

    private Picture place(FoldedGraph graph) {
        graph.boxes().forEach(box -> path(box, List.of()));
        graph.wires().forEach(wire -> pieces.put(wire, cut(wire)));
        pieces.values()
                .forEach(all -> all.forEach(piece -> linksOf.computeIfAbsent(piece.frame(), any -> new ArrayList<>())
                        .add(piece.link())));
        place(Optional.empty(), graph.boxes());
        settle(Optional.empty(), graph.boxes(), 0, 0);
        List<Curve> curves = new ArrayList<>();
        pieces.forEach((wire, all) -> curves.add(curve(wire, all)));
        return new Picture(graph, areas, curves);
    }

    private void path(Box box, List<Box> around) {
        List<Box> path = new ArrayList<>(around);
        path.add(box);
        paths.put(box, path);
        box.contents().forEach(inner -> path(inner, path));
    }

    private List<Box> path(Box box) {
        return Objects.requireNonNull(paths.get(box), box.id());
    }

    /** Out of the frames around its source, across, and into those around its target. */
    private List<Piece> cut(Wire wire) {
        List<Box> from = path(wire.from());
        List<Box> to = path(wire.to());
        int common = 0;
        while (from.get(common).equals(to.get(common))) {
            common++;
        }
        List<Piece> cut = new ArrayList<>();
        for (int i = from.size() - 1; i > common; i--) {
            cut.add(new Piece(Optional.of(from.get(i - 1)), new Link(new End.Inner(from.get(i)), new End.Exit())));
        }
        Optional<Box> shared = common == 0 ? Optional.empty() : Optional.of(from.get(common - 1));
        cut.add(new Piece(shared, new Link(new End.Inner(from.get(common)), new End.Inner(to.get(common)))));
        for (int i = common + 1; i < to.size(); i++) {
            cut.add(new Piece(Optional.of(to.get(i - 1)), new Link(new End.Entry(), new End.Inner(to.get(i)))));
        }
        return cut;
    }

    private Level place(Optional<Box> frame, List<Box> boxes) {
        Level level = new Level(boxes.size(), frame.isPresent());
        for (Box box : boxes) {
            if (box.frame()) {
                Level inside = place(Optional.of(box), box.contents());
                double narrowest = BoxSizes.width(box, "");
                level.add(box, Math.max(narrowest, inside.width()), inside.height(), inside.doors());
            } else {
                level.add(box, BoxSizes.width(box, details.apply(box)), BoxSizes.height());
            }
        }
        linksOf.getOrDefault(frame, List.of()).forEach(level::link);
        level.place(cancelled);
        levels.put(frame, level);
        return level;
    }

    private Level level(Optional<Box> frame) {
        return Objects.requireNonNull(levels.get(frame));
    }

    /** Frames before what they hold. */
    private void settle(Optional<Box> frame, List<Box> boxes, double x, double y) {
        for (Box box : boxes) {
            Area inside = level(frame).area(box);
            Area area = new Area(x + inside.x(), y + inside.y(), inside.width(), inside.height());
            areas.put(box, area);
            if (box.frame()) {
                settle(Optional.of(box), box.contents(), area.x(), area.y());
            }
        }
    }

    private Curve curve(Wire wire, List<Piece> all) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (Piece piece : all) {
            Area origin = piece.frame().map(areas::get).orElse(new Area(0, 0, 0, 0));
            for (double[] point : level(piece.frame()).points(piece.link())) {
                append(x, y, origin.x() + point[0], origin.y() + point[1]);
            }
        }
        return new Curve(wire, x, y);
    }

    /** A point where the one before already is adds nothing. */
    private static void append(List<Double> x, List<Double> y, double nextX, double nextY) {
        if (x.isEmpty() || Math.hypot(nextX - x.getLast(), nextY - y.getLast()) > 1.5) {
            x.add(nextX);
            y.add(nextY);
        }
    }
}
