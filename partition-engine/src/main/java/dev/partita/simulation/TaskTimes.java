package dev.partita.simulation;

import dev.partita.profile.Profile;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import java.util.Arrays;

/**
 * What each task takes by itself.
 *
 * @param seconds by task: a segment with a core of its own, a transfer by its link's declared figures
 * @param coreSeconds by task: core time, of a segment all of it, of a transfer that of copying its bytes
 */
record TaskTimes(double[] seconds, double[] coreSeconds) {

    static TaskTimes of(Program program) {
        TaskGraph tasks = program.tasks();
        Profile profile = program.profile();
        double[] seconds = new double[tasks.taskCount()];
        double[] coreSeconds = new double[tasks.taskCount()];
        for (Segment segment : program.segments()) {
            fill(seconds, tasks, segment.loop(), segment.seconds());
            fill(coreSeconds, tasks, segment.loop(), segment.seconds());
        }
        for (Transfer transfer : program.transfers()) {
            fill(seconds, tasks, transfer.loop(), transfer.seconds());
            fill(coreSeconds, tasks, transfer.loop(), transfer.bytes() / profile.copyBytesPerSecond());
        }
        return new TaskTimes(seconds, coreSeconds);
    }

    private static void fill(double[] values, TaskGraph tasks, int loop, double value) {
        Arrays.fill(values, tasks.firstTask()[loop], tasks.firstTask()[loop + 1], value);
    }
}
