package dev.partita.program;

import java.util.List;
import java.util.Locale;

/**
 * A maximal run of kernels on one device with nothing to wait for in between.
 *
 * @param loop its number among the loops of {@link TaskGraph}
 * @param stage the pipeline stage it computes, or -1 for what is done once per device
 * @param seconds sum of its kernels' costs under the program's profile
 */
public record Segment(int loop, int device, int stage, SegmentKind kind, List<Step> steps, double seconds) {
    public Segment {
        steps = List.copyOf(steps);
    }

    /** For people: {@code F} and {@code B} with the stage, or the kind. */
    public String label() {
        return switch (kind) {
            case FORWARD -> "F" + stage;
            case BACKWARD -> "B" + stage;
            case BEGIN, REDUCE, NORM, TOTAL, UPDATE -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
