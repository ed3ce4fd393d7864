package dev.partita.workbench;

import dev.partita.executor.StepRecord;
import dev.partita.program.Program;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import dev.partita.timeline.Clock;
import dev.partita.timeline.Timeline;
import java.util.Arrays;

/** A step that was taken, as the same kind of timeline as the predicted one. */
public final class MeasuredStep {
    private static final double NANOS = 1e9;

    private MeasuredStep() {}

    public static Timeline timeline(Program program, StepRecord record) {
        double[] busySeconds = seconds(record.cpuNanos());
        TaskGraph tasks = program.tasks();
        for (Transfer transfer : program.transfers()) {
            int loop = transfer.loop();
            Arrays.fill(busySeconds, tasks.firstTask()[loop], tasks.firstTask()[loop + 1], transfer.seconds());
        }
        return new Timeline(program, Clock.WALL, seconds(record.startNanos()), seconds(record.endNanos()), busySeconds);
    }

    private static double[] seconds(long[] nanos) {
        return Arrays.stream(nanos).mapToDouble(value -> value / NANOS).toArray();
    }
}
