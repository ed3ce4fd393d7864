package dev.partita.settings;

import dev.partita.project.RefusedFile;
import dev.partita.text.Sentence;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The form of a calibration file: compressed lines, first the version, then the fingerprint, then for each kernel its
 * workspace bytes, its seconds, its FLOPs, its operands' bytes and its text. Kernels differ by a few numbers, so compression leaves little of them; and
 * its checksum finds every damage.
 */
final class CalibrationText {
    static final int VERSION = 2;

    /** More kernels than any collection of models has; a file that claims more is damaged. */
    private static final int MOST_KERNELS = 1_000_000;

    private static final int LONGEST_LINE = 10_000;

    private CalibrationText() {}

    static byte[] write(Map<String, StoredCost> costs, String fingerprint) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write((VERSION + "\n" + oneLine(fingerprint) + "\n").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, StoredCost> cost : costs.entrySet()) {
                StoredCost value = cost.getValue();
                String line = value.workspaceBytes() + "\t" + value.seconds() + "\t" + value.flops() + "\t"
                        + value.trafficBytes() + "\t" + oneLine(cost.getKey()) + "\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every write.", e);
        }
        return bytes.toByteArray();
    }

    private static String oneLine(String text) {
        if (text.length() > LONGEST_LINE || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A fingerprint or kernel is one line of at most " + LONGEST_LINE
                    + " characters, found " + text.length() + ".");
        }
        return text;
    }

    static Map<String, StoredCost> read(byte[] content, String fingerprint) throws IOException {
        Map<String, StoredCost> costs = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(content)), StandardCharsets.UTF_8))) {
            require(String.valueOf(VERSION), line(lines));
            require(fingerprint, line(lines));
            for (String line = line(lines); !line.isEmpty(); line = line(lines)) {
                if (costs.size() == MOST_KERNELS) {
                    throw new RefusedFile(Sentence.of("project.calibration.kernels", MOST_KERNELS));
                }
                put(costs, line.split("\t", 5));
            }
        }
        return costs;
    }

    /** A line without its end, empty at the end of the text; bounded, for compressed text may be endless. */
    private static String line(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0 && c != '\n'; c = lines.read()) {
            if (line.length() == LONGEST_LINE + 100) {
                throw new RefusedFile(Sentence.of("project.calibration.line", LONGEST_LINE));
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static void require(String expected, String found) throws IOException {
        if (!expected.equals(found)) {
            throw new RefusedFile(Sentence.of("project.calibration.says", found, expected));
        }
    }

    private static void put(Map<String, StoredCost> costs, String[] fields) throws IOException {
        try {
            costs.put(
                    fields[4],
                    new StoredCost(
                            Long.parseLong(fields[0]),
                            Double.parseDouble(fields[1]),
                            Double.parseDouble(fields[2]),
                            Long.parseLong(fields[3])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new RefusedFile(Sentence.of("project.calibration.form"), e);
        }
    }
}
