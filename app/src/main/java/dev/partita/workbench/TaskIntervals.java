package dev.partita.workbench;

import dev.partita.hardware.Cluster;
import dev.partita.history.TaskInterval;
import dev.partita.timeline.Slice;
import dev.partita.timeline.Timeline;
import java.util.List;
import java.util.Locale;

/** A timeline as runs keep it and trace files show it. */
public final class TaskIntervals {
    private TaskIntervals() {}

    public static List<TaskInterval> of(Timeline timeline) {
        return timeline.slices().stream().map(TaskIntervals::of).toList();
    }

    private static TaskInterval of(Slice slice) {
        return new TaskInterval(
                slice.label() + " #" + slice.microbatch(),
                Cluster.deviceName(slice.device()),
                slice.lane().name().toLowerCase(Locale.ROOT),
                slice.startSeconds(),
                slice.endSeconds(),
                slice.bytes());
    }
}
