package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Wire;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a key leads: along a wire, to the box above or below, to the first or last. */
enum Direction {
    ALONG,
    AGAINST,
    UP,
    DOWN,
    FIRST,
    LAST;

    /** The box that this leads to; without a box to start from, the first. */
    Optional<Box> from(Picture picture, Optional<Box> current) {
        Comparator<Box> byPlace =
                Comparator.comparingDouble(box -> picture.area(box).x());
        Optional<Box> first = cards(picture).min(byPlace);
        if (current.isEmpty() || this == FIRST) {
            return first;
        }
        Box box = current.get();
        List<Wire> wires = picture.graph().wires();
        return switch (this) {
            case FIRST -> first;
            case LAST -> cards(picture).max(byPlace);
            case ALONG ->
                nearest(
                        picture,
                        box,
                        wires.stream().filter(wire -> wire.from().equals(box)).map(Wire::to));
            case AGAINST ->
                nearest(
                        picture,
                        box,
                        wires.stream().filter(wire -> wire.to().equals(box)).map(Wire::from));
            case UP -> nearest(picture, box, cards(picture).filter(other -> below(picture, other, box)));
            case DOWN -> nearest(picture, box, cards(picture).filter(other -> below(picture, box, other)));
        };
    }

    private static Stream<Box> cards(Picture picture) {
        return picture.graph().all().stream().filter(box -> !box.frame());
    }

    private static boolean below(Picture picture, Box upper, Box lower) {
        return picture.area(upper).bottom() <= picture.area(lower).y();
    }

    private static Optional<Box> nearest(Picture picture, Box from, Stream<Box> candidates) {
        Area area = picture.area(from);
        return candidates.min(Comparator.comparingDouble(box -> Math.hypot(
                picture.area(box).centreX() - area.centreX(), picture.area(box).centreY() - area.centreY())));
    }
}
