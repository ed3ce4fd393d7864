package dev.partita.ui.graph;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/** Fonts of the window's own family for what is painted; the family is asked of a label that stylesheets dress. */
final class Fonts {
    private record Kind(String family, boolean bold, double size) {}

    private final Label probe;
    private final Map<Kind, Font> known = new HashMap<>();

    Fonts(Label probe) {
        this.probe = probe;
    }

    Font plain(double size) {
        return font(false, size);
    }

    Font bold(double size) {
        return font(true, size);
    }

    private Font font(boolean bold, double size) {
        Kind kind = new Kind(probe.getFont().getFamily(), bold, Math.round(size * 4) / 4.0);
        return known.computeIfAbsent(
                kind, any -> Font.font(any.family(), bold ? FontWeight.BOLD : FontWeight.NORMAL, any.size()));
    }

    /** About how wide a text is; Latin letters are half as wide as high, Chinese ones as wide. */
    static double width(String text, double size) {
        return text.codePoints().mapToDouble(c -> width(c, size)).sum();
    }

    private static double width(int codePoint, double size) {
        return codePoint < 0x2E80 ? 0.55 * size : size;
    }

    /** Text with an ellipsis where it is longer than there is room. */
    static String fitting(String text, double size, double room) {
        double used = 0;
        double[] widths = text.codePoints().mapToDouble(c -> width(c, size)).toArray();
        int end = 0;
        while (end < widths.length && used + widths[end] <= room) {
            used += widths[end++];
        }
        if (end == widths.length) {
            return text;
        }
        int kept = Math.max(0, end - 1);
        return text.substring(0, text.offsetByCodePoints(0, kept)) + "…";
    }
}
