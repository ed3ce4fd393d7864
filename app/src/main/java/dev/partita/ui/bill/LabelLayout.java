package dev.partita.ui.bill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Places names beside dots so that no two things lie on each other: each name takes the nearest free place around its dot,
 * the first in the list first. A name without a free place is left out; the dot still answers when it is pointed at.
 */
final class LabelLayout {
    /** How far names may move from their dots, in their own heights. */
    private static final double[] DISTANCES = {0.35, 0.8, 1.4, 2.2, 3};

    /** Something that takes room, by its upper left corner. */
    record Box(double x, double y, double width, double height) {
        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean inside(Box other) {
            return x >= other.x
                    && y >= other.y
                    && x + width <= other.x + other.width
                    && y + height <= other.y + other.height;
        }
    }

    /** A dot by its centre, with the size of its name. */
    record Dot(double x, double y, double radius, double width, double height) {
        Box box() {
            return new Box(x - radius, y - radius, 2 * radius, 2 * radius);
        }

        private Stream<Box> places(double distance) {
            double away = radius + distance * height;
            double slant = away * 0.7;
            return Stream.of(
                    at(x + away, y - height / 2),
                    at(x - away - width, y - height / 2),
                    at(x + slant, y - slant - height),
                    at(x + slant, y + slant),
                    at(x - slant - width, y - slant - height),
                    at(x - slant - width, y + slant),
                    at(x - width / 2, y - away - height),
                    at(x - width / 2, y + away));
        }

        private Box at(double left, double top) {
            return new Box(left, top, width, height);
        }
    }

    private LabelLayout() {}

    /**
     * The places of the names, in the order of the dots.
     *
     * @param taken what names must not lie on, dots apart
     */
    static List<Optional<Box>> place(List<Dot> dots, List<Box> taken, Box ground) {
        List<Box> full = new ArrayList<>(taken);
        dots.forEach(dot -> full.add(dot.box()));
        List<Optional<Box>> places = new ArrayList<>();
        for (Dot dot : dots) {
            Optional<Box> free = Arrays.stream(DISTANCES)
                    .boxed()
                    .flatMap(dot::places)
                    .filter(place -> place.inside(ground) && full.stream().noneMatch(place::overlaps))
                    .findFirst();
            free.ifPresent(full::add);
            places.add(free);
        }
        return places;
    }
}
