package dev.partita.cli;

import dev.partita.calibration.Measurement;
import dev.partita.i18n.Messages;
import dev.partita.kernel.Kernel;
import dev.partita.quantity.Human;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What measuring anew has changed.
 *
 * @param changed those that take a tenth longer or shorter than before, the largest change first
 */
record CalibrationChanges(int measuredKernels, int measuredBefore, List<Change> changed) {
    private static final double NOTABLE = 0.1;
    private static final int SHOWN = 10;
    private static final int LONGEST_NAME = 72;

    record Change(String kernel, double beforeSeconds, double afterSeconds) {
        private double size() {
            return Math.abs(Math.log(afterSeconds / beforeSeconds));
        }

        private boolean notable() {
            return beforeSeconds > 0 && afterSeconds > 0 && size() > Math.log1p(NOTABLE);
        }
    }

    static CalibrationChanges between(
            Map<String, Measurement> before, Map<String, Measurement> after, Collection<Kernel> kernels) {
        List<Change> changed = new ArrayList<>();
        int measured = 0;
        int known = 0;
        for (Kernel kernel : kernels) {
            Measurement now = after.get(kernel.toString());
            Measurement old = before.get(kernel.toString());
            measured += now == null ? 0 : 1;
            if (now != null && old != null) {
                known++;
                changed.add(new Change(kernel.toString(), old.seconds(), now.seconds()));
            }
        }
        changed.removeIf(change -> !change.notable());
        changed.sort(Comparator.comparingDouble(Change::size).reversed());
        return new CalibrationChanges(measured, known, changed);
    }

    List<String> lines(Messages messages) {
        List<String> lines = new ArrayList<>();
        lines.add(messages.text("calibration.measured", measuredKernels, measuredBefore, changed.size()));
        changed.stream()
                .limit(SHOWN)
                .forEach(change -> lines.add(messages.text(
                        "calibration.change",
                        Human.seconds(change.beforeSeconds()),
                        Human.seconds(change.afterSeconds()),
                        shortened(change.kernel()))));
        if (changed.size() > SHOWN) {
            lines.add(messages.text("calibration.more", changed.size() - SHOWN));
        }
        return lines;
    }

    private static String shortened(String kernel) {
        return kernel.length() <= LONGEST_NAME ? kernel : kernel.substring(0, LONGEST_NAME - 1) + "…";
    }
}
