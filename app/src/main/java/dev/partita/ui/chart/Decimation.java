package dev.partita.ui.chart;

import java.util.Arrays;

/**
 * Which points of a curve a picture needs. A column of pixels cannot show more of its points than the first, the lowest,
 * the highest and the last: a line through these covers the same pixels, and no peak is lost.
 */
final class Decimation {
    private static final int PER_COLUMN = 4;

    private Decimation() {}

    /** The numbers of the points to draw, in order, for a picture of this many columns between two x. */
    static int[] kept(Curve curve, double from, double to, int columns) {
        if (curve.size() <= PER_COLUMN * columns) {
            return every(curve.size());
        }
        int[] kept = new int[PER_COLUMN * columns + PER_COLUMN];
        int count = 0;
        int start = 0;
        while (start < curve.size()) {
            int column = column(curve.x(start), from, to, columns);
            int end = start + 1;
            while (end < curve.size() && column(curve.x(end), from, to, columns) == column) {
                end++;
            }
            count = keep(curve, start, end, kept, count);
            start = end;
        }
        return Arrays.copyOf(kept, count);
    }

    private static int[] every(int size) {
        int[] all = new int[size];
        Arrays.setAll(all, point -> point);
        return all;
    }

    private static int column(double x, double from, double to, int columns) {
        return (int) Math.clamp((x - from) / (to - from) * columns, 0, columns - 1);
    }

    private static int keep(Curve curve, int start, int end, int[] kept, int count) {
        int low = start;
        int high = start;
        for (int point = start; point < end; point++) {
            low = curve.y(point) < curve.y(low) || Double.isNaN(curve.y(low)) ? point : low;
            high = curve.y(point) > curve.y(high) || Double.isNaN(curve.y(high)) ? point : high;
        }
        for (int point : new int[] {start, Math.min(low, high), Math.max(low, high), end - 1}) {
            if (count == 0 || kept[count - 1] != point) {
                kept[count++] = point;
            }
        }
        return count;
    }
}
