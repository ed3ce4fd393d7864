package dev.partita.ui.graph.fold;

/** How large boxes are, from estimates of their texts, so that a layout needs no fonts and no screen. */
public final class BoxSizes {
    /** Room at the top of a frame for its name and strip. */
    public static final double FRAME_HEADER = 48;

    public static final double FRAME_MARGIN = 20;

    /** Height of the strip of devices at the bottom of a card. */
    public static final double STRIP = 4;

    private static final double HEIGHT = 60;
    private static final double NARROWEST = 112;
    private static final double WIDEST = 280;

    private static final double WIDEST_STRIP = 420;

    /** Narrower blocks than this could not be told apart in a strip. */
    private static final double CELL = 3;

    private static final double PADDING = 28;

    private BoxSizes() {}

    static double width(Box box, String detail) {
        double text = Math.max(textWidth(box.part().name(), 13.5) + badge(box), textWidth(detail, 11));
        double strip = box.cells() > 1 ? Math.min(box.cells() * CELL, WIDEST_STRIP) : 0;
        return Math.max(Math.clamp(text + PADDING, NARROWEST, WIDEST), strip + PADDING);
    }

    static double height() {
        return HEIGHT;
    }

    private static double badge(Box box) {
        return box.cells() > 1 ? 92 : 0;
    }

    /** Latin letters are about half as wide as high, Chinese ones as wide. */
    static double textWidth(String text, double size) {
        return text.codePoints()
                .mapToDouble(c -> c < 0x2E80 ? 0.56 * size : size)
                .sum();
    }
}
