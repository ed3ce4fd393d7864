package dev.partita.quantity;

import dev.partita.text.Sentence;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one parser of quantities that people type. A unit is always required, for GiB (2^30) and GB (10^9) are different
 * words. Only the last letter of a data rate tells bits from bytes: {@code 200Gb/s} is 25 {@code GB/s}.
 */
public final class Quantities {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)\\s?([A-Za-zµμ/]{1,8})");

    private static final Map<String, Long> PREFIXES = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("k", 1_000L),
            Map.entry("m", 1_000_000L),
            Map.entry("g", 1_000_000_000L),
            Map.entry("t", 1_000_000_000_000L),
            Map.entry("ki", 1L << 10),
            Map.entry("mi", 1L << 20),
            Map.entry("gi", 1L << 30),
            Map.entry("ti", 1L << 40));

    private static final Pattern COUNT =
            Pattern.compile("(\\d{1,19}(?:\\.\\d{1,15})?(?:[eE]\\d{1,2})?)\\s?([kKMGBT]?)");

    /** As people count tokens: B is a billion too. */
    private static final Map<String, Integer> COUNTS = Map.of("", 0, "k", 3, "K", 3, "M", 6, "G", 9, "B", 9, "T", 12);

    /** Powers of ten. Keyboards have no micro sign, and those that have one may type a Greek letter. */
    private static final Map<String, Integer> SECONDS =
            Map.of("ns", -9, "us", -6, "µs", -6, "μs", -6, "ms", -3, "s", 0);

    private Quantities() {}

    /** Memory such as {@code 1.5GiB} or {@code 512MB}; at least one byte. */
    public static Bytes bytes(String text) {
        Matcher amount = AMOUNT.matcher(text.strip());
        if (!amount.matches() || !amount.group(2).toLowerCase(Locale.ROOT).endsWith("b")) {
            throw unreadable("engine.quantity.memory", text);
        }
        BigDecimal count = scaled(amount, amount.group(2), "engine.quantity.memory", text);
        if (count.compareTo(BigDecimal.ONE) < 0 || count.compareTo(BigDecimal.valueOf(1L << 60)) > 0) {
            throw unreadable("engine.quantity.memory_range", text);
        }
        return new Bytes(count.longValue());
    }

    /** Bandwidth such as {@code 100MB/s} or {@code 200Gb/s}, in one direction; at least one byte per second. */
    public static BytesPerSecond bandwidth(String text) {
        Matcher amount = AMOUNT.matcher(text.strip().replace("bit/s", "b/s"));
        if (!amount.matches() || !amount.group(2).matches("[A-Za-z]*[bB]/s")) {
            throw unreadable("engine.quantity.bandwidth", text);
        }
        String unit = amount.group(2).substring(0, amount.group(2).length() - "/s".length());
        BigDecimal rate = scaled(amount, unit, "engine.quantity.bandwidth", text);
        double bytes = unit.endsWith("b") ? rate.doubleValue() / 8 : rate.doubleValue();
        if (bytes < 1 || bytes > 1e18) {
            throw unreadable("engine.quantity.bandwidth_range", text);
        }
        return new BytesPerSecond(bytes);
    }

    /** A duration such as {@code 20us}; may be zero. */
    public static Seconds seconds(String text) {
        Matcher amount = AMOUNT.matcher(text.strip());
        Integer power = amount.matches() ? SECONDS.get(amount.group(2)) : null;
        if (power == null) {
            throw unreadable("engine.quantity.time", text);
        }
        return new Seconds(
                new BigDecimal(amount.group(1)).scaleByPowerOfTen(power).doubleValue());
    }

    /** How many of something, such as {@code 300B}, {@code 1.2e12} or {@code 1281167}; whole, 1 to 10^18. */
    public static long count(String text) {
        Matcher amount = COUNT.matcher(text.strip());
        Integer power = amount.matches() ? COUNTS.get(amount.group(2)) : null;
        if (power == null) {
            throw unreadable("engine.quantity.count", text);
        }
        BigDecimal count = new BigDecimal(amount.group(1)).scaleByPowerOfTen(power);
        if (count.compareTo(BigDecimal.ONE) < 0 || count.compareTo(BigDecimal.TEN.pow(18)) > 0) {
            throw unreadable("engine.quantity.count", text);
        }
        return count.longValue();
    }

    private static BigDecimal scaled(Matcher amount, String unit, String complaint, String text) {
        String prefix = unit.substring(0, unit.length() - 1).toLowerCase(Locale.ROOT);
        Long factor = PREFIXES.get(prefix);
        if (factor == null) {
            throw unreadable(complaint, text);
        }
        return new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(factor));
    }

    private static InvalidQuantity unreadable(String complaint, String text) {
        return new InvalidQuantity(Sentence.of(complaint, text));
    }
}
