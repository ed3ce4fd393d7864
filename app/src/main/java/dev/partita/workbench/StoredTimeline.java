package dev.partita.workbench;

import dev.partita.hardware.Cluster;
import dev.partita.history.TaskInterval;
import dev.partita.program.Program;
import dev.partita.program.Transfer;
import dev.partita.timeline.Clock;
import dev.partita.timeline.Slice;
import dev.partita.timeline.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A timeline of a run that was kept, on the program that its plan compiles to. */
public final class StoredTimeline {
    private StoredTimeline() {}

    /**
     * The timeline that {@link TaskIntervals} were kept of; empty where this program has other tasks. What a task waited
     * for a core was not kept: a segment counts as busy for all its time.
     */
    public static Optional<Timeline> of(Program program, Clock clock, List<TaskInterval> stored) {
        int tasks = program.tasks().taskCount();
        double[] start = new double[tasks];
        double[] end = new double[tasks];
        double[] busy = new double[tasks];
        List<Slice> slices = new Timeline(program, clock, start, end, busy).slices();
        if (slices.size() != stored.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < stored.size(); i++) {
            TaskInterval interval = stored.get(i);
            Slice slice = slices.get(i);
            if (!isOf(slice, interval)) {
                return Optional.empty();
            }
            start[slice.task()] = interval.startSeconds();
            end[slice.task()] = interval.endSeconds();
            busy[slice.task()] = interval.endSeconds() - interval.startSeconds();
        }
        for (Transfer transfer : program.transfers()) {
            int[] first = program.tasks().firstTask();
            Arrays.fill(busy, first[transfer.loop()], first[transfer.loop() + 1], transfer.seconds());
        }
        return Optional.of(new Timeline(program, clock, start, end, busy));
    }

    private static boolean isOf(Slice slice, TaskInterval interval) {
        return interval.device().equals(Cluster.deviceName(slice.device()))
                && interval.lane().equals(slice.lane().name().toLowerCase(Locale.ROOT))
                && interval.name().equals(slice.label() + " #" + slice.microbatch());
    }
}
