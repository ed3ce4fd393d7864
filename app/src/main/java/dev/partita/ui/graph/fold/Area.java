package dev.partita.ui.graph.fold;

import java.util.Collection;

/** A rectangle on the canvas; at a zoom of 100 % a unit is a pixel. */
public record Area(double x, double y, double width, double height) {
    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centreX() {
        return x + width / 2;
    }

    public double centreY() {
        return y + height / 2;
    }

    public boolean contains(double px, double py) {
        return px >= x && px <= right() && py >= y && py <= bottom();
    }

    public boolean contains(Area other) {
        return contains(other.x, other.y) && contains(other.right(), other.bottom());
    }

    public boolean meets(Area other) {
        return x <= other.right() && other.x <= right() && y <= other.bottom() && other.y <= bottom();
    }

    public Area grown(double margin) {
        return new Area(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
    }

    /** The rectangle between two corners. */
    public static Area between(double x1, double y1, double x2, double y2) {
        return new Area(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }

    /** The smallest that holds all; an empty one if there are none. */
    public static Area around(Collection<Area> areas) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Area area : areas) {
            left = Math.min(left, area.x);
            top = Math.min(top, area.y);
            right = Math.max(right, area.right());
            bottom = Math.max(bottom, area.bottom());
        }
        return areas.isEmpty() ? new Area(0, 0, 0, 0) : new Area(left, top, right - left, bottom - top);
    }
}
