package dev.partita.ui.timeline;

import dev.partita.timeline.Lane;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * Paints the slices of one track. Slices narrower than a few pixels are merged into blocks, as opaque as they are dense,
 * so that however many there are, a track costs one rectangle per few pixels.
 */
final class TrackPainter {
    /** Slices narrower than this are merged, pixels. */
    private static final double NARROW = 3;

    /** From this width on a slice has a gap to the next. */
    private static final double GAPPED = 5;

    private static final double CHARACTER_WIDTH = 0.62;

    /** How much of a slice's height says when its devices exchange something. */
    private static final double EXCHANGED = 0.25;

    private static final int OPACITIES = 4;

    private final GraphicsContext graphics;
    private final Geometry geometry;
    private final Shades shades;
    private final Font font;

    TrackPainter(GraphicsContext graphics, Geometry geometry, Shades shades, Font font) {
        this.graphics = graphics;
        this.geometry = geometry;
        this.shades = shades;
        this.font = font;
    }

    /** Which slices are shown as if they were behind a veil. */
    @FunctionalInterface
    interface Veil {
        boolean dims(int entry);
    }

    void paint(Track track, Row row, ShownStep step, Veil veil) {
        double y = geometry.top(row);
        double height = geometry.height(row);
        double to = geometry.axis().toSeconds();
        boolean labelled = height >= geometry.em() * 1.3;
        int i = track.firstEndingAfter(geometry.axis().fromSeconds());
        while (i < track.size() && track.starts()[i] < to) {
            if (width(track, i) >= NARROW) {
                box(track, i, row, step, veil, labelled);
                i++;
            } else {
                i = block(track, i, y, height, row.measured(), veil);
            }
        }
    }

    private double width(Track track, int i) {
        return (track.ends()[i] - track.starts()[i]) / geometry.secondsPerPixel();
    }

    private void box(Track track, int i, Row row, ShownStep step, Veil veil, boolean labelled) {
        double left = Math.max(geometry.gutter(), Math.rint(geometry.x(track.starts()[i])));
        double right = Math.min(geometry.width(), Math.rint(geometry.x(track.ends()[i])));
        double width = right - left - (right - left >= GAPPED ? 1 : 0);
        boolean dimmed = veil.dims(track.entries()[i]);
        Color fill = shades.fill(track.tones()[i], track.device(), row.measured(), dimmed);
        graphics.setFill(fill);
        double y = geometry.top(row);
        double height = geometry.height(row);
        double corner = width > 8 && height > 8 ? 4 : 0;
        graphics.fillRoundRect(left, y, Math.max(1, width), height, corner, corner);
        double[] exchanges = step.exchanges(track.entries()[i]);
        if (track.lane() == Lane.COMPUTE && exchanges.length > 0) {
            exchanges(exchanges, geometry.x(track.starts()[i]), geometry.x(track.ends()[i]), row, dimmed);
        }
        if (labelled) {
            String name = step.lanes().label(track.entries()[i]);
            String whole = track.tones()[i] == Tone.ONCE
                    ? name
                    : name + " #" + step.lanes().microbatch(track.entries()[i]);
            double middle = y + (exchanges.length > 0 ? height * (1 - EXCHANGED) : height) / 2;
            label(name, whole, left, width, middle, shades.on(fill, dimmed));
        }
    }

    /** A band along the lower edge where the mesh communicates: each column as opaque as its share of the time. */
    private void exchanges(double[] shares, double from, double to, Row row, boolean dimmed) {
        int first = (int) Math.floor(Math.max(geometry.gutter(), from));
        double[] covered = new double[Math.max(0, (int) Math.ceil(Math.min(geometry.width(), to)) - first)];
        for (int i = 0; i + 1 < shares.length; i += 2) {
            double left = from + shares[i] * (to - from) - first;
            double right = from + shares[i + 1] * (to - from) - first;
            for (int x = (int) Math.max(0, left); x < Math.min(covered.length, right); x++) {
                covered[x] += Math.min(x + 1, right) - Math.max(x, left);
            }
        }
        double height = EXCHANGED * geometry.height(row);
        double y = geometry.top(row) + geometry.height(row) - height;
        graphics.setFill(shades.communication());
        for (int x = 0, end; x < covered.length; x = end) {
            int opacity = opacity(covered[x]);
            for (end = x + 1; end < covered.length && opacity(covered[end]) == opacity; end++) {}
            if (opacity > 0) {
                graphics.setGlobalAlpha((double) opacity / OPACITIES * (dimmed ? Shades.DIMMED : 1));
                graphics.fillRect(first + x, y, end - x, height);
            }
        }
        graphics.setGlobalAlpha(1);
    }

    private static int opacity(double covered) {
        return (int) Math.ceil(Math.min(1, covered) * OPACITIES - 1e-9);
    }

    /** The name, with the microbatch where there is room for it. */
    private void label(String name, String whole, double left, double width, double middle, Color colour) {
        double character = font.getSize() * CHARACTER_WIDTH;
        String shown = whole.length() * character + 6 <= width ? whole : name;
        if (shown.length() * character + 4 <= width) {
            graphics.setFill(colour);
            graphics.setFont(font);
            graphics.fillText(shown, left + width / 2, middle);
        }
    }

    /** Paints narrow slices from this one on as one block of a few pixels and returns the next slice. */
    private int block(Track track, int first, double y, double height, boolean measured, Veil veil) {
        double left = Math.floor(geometry.x(track.starts()[first]));
        double limit = geometry.seconds(left + NARROW);
        double covered = 0;
        int longest = first;
        boolean dimmed = true;
        int i = first;
        while (i < track.size() && track.starts()[i] < limit && width(track, i) < NARROW) {
            double length = track.ends()[i] - track.starts()[i];
            covered += length;
            dimmed &= veil.dims(track.entries()[i]);
            if (length > track.ends()[longest] - track.starts()[longest]) {
                longest = i;
            }
            i++;
        }
        double right = Math.max(left + 1, Math.min(left + NARROW, Math.ceil(geometry.x(track.ends()[i - 1]))));
        double density = covered / ((right - left) * geometry.secondsPerPixel());
        graphics.setGlobalAlpha(Math.clamp(density, 0.35, 1));
        graphics.setFill(shades.fill(track.tones()[longest], track.device(), measured, dimmed));
        double from = Math.max(geometry.gutter(), left);
        graphics.fillRect(from, y, Math.max(0, right - from), height);
        graphics.setGlobalAlpha(1);
        return i;
    }
}
