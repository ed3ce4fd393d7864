package dev.partita.ui.graph.fold;

/**
 * Which part of the canvas the window shows.
 *
 * @param scale pixels of a unit
 * @param x pixels from the window's left edge to the origin
 * @param y pixels from the window's top edge to the origin
 */
public record Viewport(double scale, double x, double y) {
    public static final double SMALLEST = 0.02;
    public static final double LARGEST = 4;

    public double toScreenX(double worldX) {
        return worldX * scale + x;
    }

    public double toScreenY(double worldY) {
        return worldY * scale + y;
    }

    public double toWorldX(double screenX) {
        return (screenX - x) / scale;
    }

    public double toWorldY(double screenY) {
        return (screenY - y) / scale;
    }

    /** What a window of this size shows. */
    public Area visible(double width, double height) {
        return new Area(toWorldX(0), toWorldY(0), width / scale, height / scale);
    }

    public Viewport pannedBy(double dx, double dy) {
        return new Viewport(scale, x + dx, y + dy);
    }

    /** Zoomed so that what is under a point stays there. */
    public Viewport zoomedAt(double screenX, double screenY, double factor) {
        return withScaleAt(screenX, screenY, scale * factor);
    }

    public Viewport withScaleAt(double screenX, double screenY, double wanted) {
        double next = Math.clamp(wanted, Math.min(scale, SMALLEST), LARGEST);
        return new Viewport(next, screenX - toWorldX(screenX) * next, screenY - toWorldY(screenY) * next);
    }

    /** An area in the middle of a window, as large as it can be but no larger than {@code largest}; it always fits. */
    public static Viewport fitting(Area area, double width, double height, double margin, double largest) {
        double across = (width - 2 * margin) / Math.max(1, area.width());
        double down = (height - 2 * margin) / Math.max(1, area.height());
        double scale = Math.min(largest, Math.min(across, down));
        return centred(area.centreX(), area.centreY(), width, height, Math.max(Double.MIN_NORMAL, scale));
    }

    /** A point in the middle of a window. */
    public static Viewport centred(double worldX, double worldY, double width, double height, double scale) {
        return new Viewport(scale, width / 2 - worldX * scale, height / 2 - worldY * scale);
    }
}
