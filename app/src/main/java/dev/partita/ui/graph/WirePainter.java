package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Curve;
import dev.partita.ui.graph.fold.Wire;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Wires as curves that leave and arrive level, with what they carry. */
final class WirePainter {
    /** From afar so many wires are one grey surface that takes long to paint. */
    private static final int MOST_FROM_AFAR = 4000;

    private static final double LABEL = 10;
    private static final double CORNER = 10;

    private WirePainter() {}

    static void paint(Frame frame, WireTexts texts) {
        List<Curve> curves = frame.picture().curves(frame.visible().grown(80));
        if (frame.detail() == Detail.BLOCKS && curves.size() > MOST_FROM_AFAR) {
            return;
        }
        GraphicsContext g = frame.graphics();
        g.setLineWidth(Math.max(1.2, frame.pixels(1)));
        stroke(frame, curves, false);
        stroke(frame, curves, true);
        List<Curve> wrong = curves.stream()
                .filter(curve -> !texts.fault(curve.wire()).isEmpty())
                .toList();
        faults(frame, wrong);
        if (frame.detail() == Detail.EVERYTHING) {
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            Set<Wire> pierced = pierced(frame, texts);
            curves.forEach(curve -> label(frame, curve, texts, pierced.contains(curve.wire())));
        }
    }

    /** Wires from which a line leads up to a badge, through where their shapes would be told. */
    private static Set<Wire> pierced(Frame frame, WireTexts texts) {
        Area near = frame.visible().grown(80);
        return Stream.concat(
                        WireBadges.carried(frame.picture(), near, texts).stream(),
                        WireBadges.faults(frame.picture(), near, texts::fault).stream())
                .filter(WireBadges.Badge::aboveWire)
                .map(WireBadges.Badge::wire)
                .collect(Collectors.toSet());
    }

    /** Wires of what is selected are drawn last and in the accent's colour. */
    private static void stroke(Frame frame, List<Curve> curves, boolean lit) {
        GraphicsContext g = frame.graphics();
        g.setStroke(frame.colour(lit ? "accent" : "muted").deriveColor(0, 1, 1, lit ? 0.9 : 0.65));
        g.beginPath();
        for (Curve curve : curves) {
            if (lit(frame, curve) == lit) {
                trace(g, curve);
            }
        }
        g.stroke();
    }

    private static void faults(Frame frame, List<Curve> wrong) {
        GraphicsContext g = frame.graphics();
        g.setStroke(frame.colour("error"));
        g.setLineWidth(Math.max(2, frame.pixels(2)));
        g.beginPath();
        wrong.forEach(curve -> trace(g, curve));
        g.stroke();
    }

    private static boolean lit(Frame frame, Curve curve) {
        return frame.carriesLink(curve.wire())
                || frame.selected(curve.wire().from().layers())
                || frame.selected(curve.wire().to().layers());
    }

    static void trace(GraphicsContext g, Curve curve) {
        List<Double> x = curve.x();
        List<Double> y = curve.y();
        g.moveTo(x.getFirst(), y.getFirst());
        for (int i = 1; i < x.size(); i++) {
            double half = (x.get(i) - x.get(i - 1)) / 2;
            if (curve.turnsBack()) {
                corner(g, curve, i);
            } else if (half > 0 && !y.get(i).equals(y.get(i - 1))) {
                g.bezierCurveTo(x.get(i - 1) + half, y.get(i - 1), x.get(i) - half, y.get(i), x.get(i), y.get(i));
            } else {
                g.lineTo(x.get(i), y.get(i));
            }
        }
    }

    /** Straight to a point and round the corner there, but at the end. */
    private static void corner(GraphicsContext g, Curve curve, int i) {
        if (i + 1 < curve.x().size()) {
            g.arcTo(
                    curve.x().get(i),
                    curve.y().get(i),
                    curve.x().get(i + 1),
                    curve.y().get(i + 1),
                    CORNER);
        } else {
            g.lineTo(curve.x().getLast(), curve.y().getLast());
        }
    }

    private static void label(Frame frame, Curve curve, WireTexts texts, boolean below) {
        int piece = curve.longestPiece();
        double x = (curve.x().get(piece) + curve.x().get(piece + 1)) / 2;
        double y = (curve.y().get(piece) + curve.y().get(piece + 1)) / 2 + (below ? 18 : 0);
        double room = curve.x().get(piece + 1) - curve.x().get(piece);
        GraphicsContext g = frame.graphics();
        String shape = Fonts.fitting(texts.shape(curve.wire()), LABEL, room + 12);
        if (!shape.isEmpty() && room > 40) {
            double width = Fonts.width(shape, LABEL) + 4;
            g.setFill(frame.colour("background").deriveColor(0, 1, 1, 0.75));
            g.fillRect(x - width / 2, y - 15, width, 12);
            g.setFont(frame.fonts().plain(LABEL));
            g.setFill(frame.colour("muted"));
            g.fillText(shape, x, y - 9);
        }
    }

    /** What is sent, and over the cards what is wrong, which needs more room than there is between them. */
    static void paintBadges(Frame frame, WireTexts texts) {
        if (frame.detail() != Detail.EVERYTHING) {
            return;
        }
        GraphicsContext g = frame.graphics();
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        Area near = frame.visible().grown(80);
        for (WireBadges.Badge badge : WireBadges.carried(frame.picture(), near, texts)) {
            leader(frame, badge);
            badge(
                    frame,
                    badge.text(),
                    badge.area().centreX(),
                    badge.area().centreY(),
                    badge.kind().token());
        }
        for (WireBadges.Badge badge : WireBadges.faults(frame.picture(), near, texts::fault)) {
            Area area = badge.area();
            leader(frame, badge);
            badge(
                    frame,
                    badge.text(),
                    area.centreX(),
                    area.centreY(),
                    badge.kind().token());
        }
    }

    /** From the wire to a badge beside it. */
    private static void leader(Frame frame, WireBadges.Badge badge) {
        Area area = badge.area();
        if (badge.kind() != WireBadges.Kind.SENT && !area.contains(badge.wireX(), badge.wireY())) {
            GraphicsContext g = frame.graphics();
            g.setStroke(frame.colour(badge.kind().token()));
            g.setLineWidth(1);
            double end = area.y() < badge.wireY() ? area.bottom() : area.y();
            g.strokeLine(badge.wireX(), badge.wireY(), badge.wireX(), end);
        }
    }

    static void badge(Frame frame, String text, double x, double y, String token) {
        GraphicsContext g = frame.graphics();
        double width = Fonts.width(text, WireBadges.TEXT) + 14;
        g.setFill(frame.colour(token + "-soft"));
        g.fillRoundRect(x - width / 2, y - 8, width, 16, 8, 8);
        g.setStroke(frame.colour(token));
        g.setLineWidth(1);
        g.strokeRoundRect(x - width / 2, y - 8, width, 16, 8, 8);
        g.setFont(frame.fonts().plain(WireBadges.TEXT));
        g.setFill(frame.colour(token));
        g.fillText(text, x, y);
    }
}
