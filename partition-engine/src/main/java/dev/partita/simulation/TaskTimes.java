package dev.partita.simulation;

import dev.partita.profile.Profile;
import dev.partita.program.Flow;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import java.util.Arrays;

/**
 * What each task takes by itself.
 *
 * @param seconds by task: a segment with a core of its own, a transfer by its link's declared figures
 * @param coreSeconds by task: core time of each device, of a segment all but its collectives' declared time, of a
 *     transfer that of copying its bytes
 * @param linkSeconds by loop: the declared time of a segment's collectives
 * @param workers by loop: devices that work on a task, each on a core of its own if there are enough
 */
record TaskTimes(double[] seconds, double[] coreSeconds, double[] linkSeconds, int[] workers) {

    static TaskTimes of(Program program) {
        TaskGraph tasks = program.tasks();
        Profile profile = program.profile();
        double[] seconds = new double[tasks.taskCount()];
        double[] coreSeconds = new double[tasks.taskCount()];
        double[] linkSeconds =
                new double[program.segments().size() + program.transfers().size()];
        int[] workers = new int[linkSeconds.length];
        Arrays.fill(workers, 1);
        for (Segment segment : program.segments()) {
            fill(seconds, tasks, segment.loop(), segment.seconds());
            double copying = segment.collectiveBytes() / profile.copyBytesPerSecond();
            double computing = segment.seconds() - segment.collectiveSeconds();
            fill(coreSeconds, tasks, segment.loop(), computing + (segment.collectiveBytes() == 0 ? 0 : copying));
            linkSeconds[segment.loop()] = segment.collectiveSeconds();
            workers[segment.loop()] = segment.mesh().ranks();
        }
        for (Transfer transfer : program.transfers()) {
            fill(seconds, tasks, transfer.loop(), transfer.seconds());
            long bytes = transfer.flows().stream().mapToLong(Flow::bytes).sum();
            fill(coreSeconds, tasks, transfer.loop(), bytes / profile.copyBytesPerSecond());
        }
        return new TaskTimes(seconds, coreSeconds, linkSeconds, workers);
    }

    private static void fill(double[] values, TaskGraph tasks, int loop, double value) {
        Arrays.fill(values, tasks.firstTask()[loop], tasks.firstTask()[loop + 1], value);
    }
}
