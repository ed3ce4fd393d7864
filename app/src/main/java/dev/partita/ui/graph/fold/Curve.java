package dev.partita.ui.graph.fold;

import java.util.List;

/**
 * A wire's way: points that are passed left to right, to be joined by curves that leave and arrive level.
 *
 * @param x at least two
 * @param y as many
 */
public record Curve(Wire wire, List<Double> x, List<Double> y) {
    public Curve {
        x = List.copyOf(x);
        y = List.copyOf(y);
    }

    public Area area() {
        double left = x.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double right = x.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double top = y.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double bottom = y.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new Area(left, top, right - left, bottom - top);
    }

    /** True if it goes right to left somewhere, as from the end of a row to the next. */
    public boolean turnsBack() {
        for (int i = 1; i < x.size(); i++) {
            if (x.get(i) < x.get(i - 1)) {
                return true;
            }
        }
        return false;
    }

    /** The longest piece: there its label has room. */
    public int longestPiece() {
        int longest = 0;
        for (int i = 1; i + 1 < x.size(); i++) {
            if (length(i) > length(longest)) {
                longest = i;
            }
        }
        return longest;
    }

    private double length(int piece) {
        return Math.abs(x.get(piece + 1) - x.get(piece));
    }
}
