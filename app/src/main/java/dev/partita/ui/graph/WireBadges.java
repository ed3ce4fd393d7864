package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Curve;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What hangs on wires and can be pressed: what is sent along them, and what is wrong with them. Where a badge lies
 * follows from the picture alone, so the hand finds it where it was painted.
 */
final class WireBadges {
    static final double TEXT = 10;

    private static final double HEIGHT = 16;
    private static final double PADDING = 14;

    /** A fault is moved up and down in such steps, as far as it takes to lie on no card. */
    private static final double STEP = 9;

    private static final int MOST_STEPS = 60;

    /** From the middle of a badge that hangs right under its wire. */
    private static final double BELOW = 10;

    /** Places on a wire that are tried in turn. */
    private static final double[] ALONG = {0.5, 0.3, 0.7};

    /** What offers repairs says so. */
    private static final String PRESSABLE = " ▾";

    enum Kind {
        SENT("warning"),
        CONVERSION("accent"),
        FAULT("error");

        private final String token;

        Kind(String token) {
            this.token = token;
        }

        String token() {
            return token;
        }
    }

    /**
     * A badge.
     *
     * @param wireX where on the wire it belongs
     * @param wireY where on the wire it belongs
     */
    record Badge(Kind kind, Wire wire, String text, Area area, double wireX, double wireY) {
        boolean aboveWire() {
            return area.bottom() < wireY;
        }
    }

    private WireBadges() {}

    /** What is sent and converted on wires that pass through an area; what is converted lies on no card or badge. */
    static List<Badge> carried(Picture picture, Area visible, WireTexts texts) {
        List<Badge> badges = new ArrayList<>();
        List<Curve> curves = picture.curves(visible);
        for (Curve curve : curves) {
            String text = texts.sent(curve.wire());
            if (!text.isEmpty()) {
                badges.add(badge(Kind.SENT, curve, text, 0.5, BELOW));
            }
        }
        for (Curve curve : curves) {
            String text = texts.conversion(curve.wire());
            if (!text.isEmpty()) {
                badges.add(placed(Kind.CONVERSION, picture, curve, text, badges));
            }
        }
        return badges;
    }

    /** What is wrong with wires that pass through an area; no badge lies on a card or on another badge. */
    static List<Badge> faults(Picture picture, Area visible, Function<Wire, String> texts) {
        List<Badge> badges = new ArrayList<>();
        for (Curve curve : picture.curves(visible)) {
            String text = texts.apply(curve.wire());
            if (!text.isEmpty()) {
                badges.add(placed(Kind.FAULT, picture, curve, text + PRESSABLE, badges));
            }
        }
        return badges;
    }

    /** Under the wire, above which its shape is told, where there is room along its longest piece; else further off. */
    private static Badge placed(Kind kind, Picture picture, Curve curve, String text, List<Badge> others) {
        for (double along : ALONG) {
            Badge badge = badge(kind, curve, text, along, BELOW);
            if (free(picture, badge.area().grown(3), others)) {
                return badge;
            }
        }
        for (int step = 1; step < MOST_STEPS; step++) {
            for (int side : new int[] {1, -1}) {
                Badge badge = badge(kind, curve, text, 0.5, side * step * STEP);
                if (free(picture, badge.area().grown(3), others)) {
                    return badge;
                }
            }
        }
        return badge(kind, curve, text, 0.5, -MOST_STEPS * STEP);
    }

    private static boolean free(Picture picture, Area area, List<Badge> others) {
        return picture.boxes(area).stream().allMatch(box -> box.frame())
                && others.stream().noneMatch(other -> other.area().meets(area));
    }

    /** @param along where on the longest piece, as a share of it */
    private static Badge badge(Kind kind, Curve curve, String text, double along, double below) {
        int piece = curve.longestPiece();
        double x = curve.x().get(piece)
                + along * (curve.x().get(piece + 1) - curve.x().get(piece));
        double y = curve.y().get(piece)
                + along * (curve.y().get(piece + 1) - curve.y().get(piece));
        double width = Fonts.width(text, TEXT) + PADDING;
        Area area = new Area(x - width / 2, y + below - HEIGHT / 2, width, HEIGHT);
        return new Badge(kind, curve.wire(), text, area, x, y);
    }

    /** The badge under a point, faults first. */
    static Optional<Badge> at(Picture picture, WireTexts texts, double x, double y) {
        Area near = new Area(x, y, 0, 0).grown(MOST_STEPS * STEP);
        List<Badge> all = new ArrayList<>(faults(picture, near, texts::fault));
        all.addAll(carried(picture, near, texts));
        return all.stream().filter(badge -> badge.area().contains(x, y)).findFirst();
    }
}
