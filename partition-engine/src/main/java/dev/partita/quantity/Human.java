package dev.partita.quantity;

import java.util.Locale;

/**
 * The one formatter of quantities for people. Memory is in GiB (2^30), bandwidth in GB/s (10^9), as data sheets and
 * drivers count. Text made here is never parsed back.
 */
public final class Human {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};

    private Human() {}

    public static String bytes(long count) {
        return scaled(count, 1024, BINARY);
    }

    public static String bandwidth(double bytesPerSecond) {
        return scaled(bytesPerSecond, 1000, DECIMAL) + "B/s";
    }

    public static String flopsRate(double flopsPerSecond) {
        return scaled(flopsPerSecond, 1000, DECIMAL) + "FLOP/s";
    }

    /** A plain count such as a number of parameters: 175 G is written "174.6 G". */
    public static String count(double count) {
        return scaled(count, 1000, DECIMAL).strip();
    }

    public static String seconds(double seconds) {
        if (seconds >= 120) {
            return number(seconds / 60) + " min";
        }
        if (seconds >= 1) {
            return number(seconds) + " s";
        }
        return seconds >= 1e-3 ? number(seconds * 1e3) + " ms" : number(seconds * 1e6) + " µs";
    }

    public static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", fraction * 100);
    }

    private static String scaled(double value, double base, String[] units) {
        int unit = 0;
        while (Math.abs(value) >= base && unit < units.length - 1) {
            value /= base;
            unit++;
        }
        return (unit == 0 ? String.format(Locale.ROOT, "%.0f", value) : number(value)) + " " + units[unit];
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 99.95 ? "%.0f" : "%.1f", value);
    }
}
