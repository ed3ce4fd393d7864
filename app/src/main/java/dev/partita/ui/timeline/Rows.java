package dev.partita.ui.timeline;

import dev.partita.timeline.Lane;
import dev.partita.ui.timeline.Row.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The lines of the timeline from top to bottom: per device the predicted lanes, the measured ones right below each. */
final class Rows {
    /** Heights of text. */
    private static final double COMPUTE = 1.55;

    private static final double MEASURED = 0.85;
    private static final double MESSAGE = 0.85;
    private static final double MEASURED_MESSAGE = 0.55;
    private static final double FOLDED_MESSAGES = 0.4;
    private static final double GAP = 0.12;
    private static final double BETWEEN_DEVICES = 0.7;

    static final Rows NONE = new Rows(Optional.empty(), Optional.empty(), Set.of());

    private final List<Row> rows = new ArrayList<>();
    private double bottom;

    Rows(Optional<StepLanes> predicted, Optional<StepLanes> measured, Set<Integer> unfolded) {
        TreeSet<Integer> devices = new TreeSet<>();
        predicted.ifPresent(lanes -> devices.addAll(lanes.devices()));
        measured.ifPresent(lanes -> devices.addAll(lanes.devices()));
        for (int device : devices) {
            int before = rows.size();
            add(device, Part.COMPUTE, predicted, measured, COMPUTE, MEASURED);
            if (unfolded.contains(device)) {
                add(device, Part.SEND, predicted, measured, MESSAGE, MEASURED_MESSAGE);
                add(device, Part.RECEIVE, predicted, measured, MESSAGE, MEASURED_MESSAGE);
            } else {
                add(device, Part.MESSAGES, predicted, measured, FOLDED_MESSAGES, FOLDED_MESSAGES);
            }
            if (rows.size() > before) {
                bottom += BETWEEN_DEVICES;
            }
        }
    }

    private void add(
            int device,
            Part part,
            Optional<StepLanes> predicted,
            Optional<StepLanes> measured,
            double height,
            double measuredHeight) {
        predicted.ifPresent(lanes -> add(device, part, false, tracks(lanes, device, part), height));
        measured.ifPresent(lanes -> add(device, part, true, tracks(lanes, device, part), measuredHeight));
    }

    private void add(int device, Part part, boolean measured, List<Track> tracks, double height) {
        if (tracks.isEmpty()) {
            return;
        }
        boolean first = rows.isEmpty() || rows.getLast().device() != device;
        rows.add(new Row(device, part, measured, tracks, bottom, height, first));
        bottom += height + GAP;
    }

    private static List<Track> tracks(StepLanes lanes, int device, Part part) {
        return switch (part) {
            case COMPUTE -> lanes.track(device, Lane.COMPUTE).stream().toList();
            case SEND -> lanes.track(device, Lane.SEND).stream().toList();
            case RECEIVE -> lanes.track(device, Lane.RECEIVE).stream().toList();
            case MESSAGES ->
                Stream.of(Lane.SEND, Lane.RECEIVE)
                        .flatMap(lane -> lanes.track(device, lane).stream())
                        .toList();
        };
    }

    List<Row> all() {
        return rows;
    }

    /** In heights of text. */
    double height() {
        return bottom;
    }

    /** The row at this height, or the nearest within a small distance. */
    Optional<Row> at(double height) {
        return rows.stream()
                .filter(row -> height >= row.top() - GAP / 2 && height < row.bottom() + GAP / 2)
                .findFirst();
    }
}
