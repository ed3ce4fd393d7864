package dev.partita.ui.timeline;

import dev.partita.ui.look.DeviceLooks;
import dev.partita.ui.look.Tokens;
import javafx.scene.paint.Color;

/** The colours of slices: forward in the device's own, backward nearer to the background, weight gradients nearest. */
final class Shades {
    private static final double BACKWARD = 0.45;
    private static final double WEIGHT_GRADIENT = 0.7;
    private static final double ONCE = 0.7;
    private static final double MEASURED = 0.25;
    static final double DIMMED = 0.22;

    private final Tokens tokens;
    private final DeviceLooks looks;
    private final Color background;

    Shades(Tokens tokens, DeviceLooks looks) {
        this.tokens = tokens;
        this.looks = looks;
        this.background = tokens.colour("panel");
    }

    Color fill(Tone tone, int device, boolean measured, boolean dimmed) {
        Color own = looks.colour(device);
        Color shade = switch (tone) {
            case FORWARD -> own;
            case BACKWARD -> own.interpolate(background, BACKWARD);
            case WEIGHT_GRADIENT -> own.interpolate(background, WEIGHT_GRADIENT);
            case ONCE -> tokens.colour("muted").interpolate(background, 1 - ONCE);
            case TRANSFER -> tokens.colour("communication");
        };
        Color paler = measured ? shade.interpolate(background, MEASURED) : shade;
        return dimmed ? paler.interpolate(background, 1 - DIMMED) : paler;
    }

    Color communication() {
        return tokens.colour("communication");
    }

    /** Text that can be read on a shade; of what is dimmed it steps back too. */
    Color on(Color shade, boolean dimmed) {
        if (dimmed) {
            return tokens.colour("muted");
        }
        Color text = tokens.colour("text");
        return contrast(shade, text) >= contrast(shade, tokens.colour("background"))
                ? text
                : tokens.colour("background");
    }

    /** As WCAG 2 defines it. */
    static double contrast(Color a, Color b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
