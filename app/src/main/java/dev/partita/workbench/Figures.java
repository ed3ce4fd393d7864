package dev.partita.workbench;

import dev.partita.quantity.Human;
import java.util.Locale;

/** Numbers without a unit, for people. */
public final class Figures {
    private Figures() {}

    /** Something per second, with three digits however small: 0.0597, 24.5, 3.1 k. */
    public static String rate(double perSecond) {
        if (perSecond == 0 || perSecond >= 1000) {
            return Human.count(perSecond);
        }
        int digits = 2 - (int) Math.floor(Math.log10(perSecond));
        return String.format(Locale.ROOT, "%." + Math.clamp(digits, 0, 9) + "f", perSecond);
    }

    /** A short time with two digits behind the point, so that a column of them compares. */
    public static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f ms", seconds * 1e3);
    }

    public static String loss(double loss) {
        return String.format(Locale.ROOT, "%.4f", loss);
    }

    /** How much a measured value is above a predicted one, in percent; empty where that has no meaning. */
    public static String difference(double predicted, double measured) {
        return predicted == 0 ? "" : String.format(Locale.ROOT, "%+.1f %%", (measured / predicted - 1) * 100);
    }
}
