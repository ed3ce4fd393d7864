package dev.partita.simulation;

import dev.partita.program.Program;
import dev.partita.program.TaskGraph;
import dev.partita.timeline.Clock;
import dev.partita.timeline.Timeline;

/**
 * Predicts one step. A program is a finite graph of tasks with lanes as edges, so there is nothing left to decide: a
 * task starts when its last predecessor ends.
 *
 * <p>On the {@link Clock#DEVICE} clock every task takes its own time, and one pass over the program's order is the
 * whole simulation. On the {@link Clock#WALL} clock the devices of this machine share the profile's cores: see
 * {@link SharedCores}.
 */
public final class Simulator {
    private Simulator() {}

    /** The step on the clock that a watch shows: the wall's where devices share cores, else the devices' own. */
    public static Simulation simulate(Program program) {
        return simulate(program, program.profile().sharedCores() > 0 ? Clock.WALL : Clock.DEVICE);
    }

    /** The step on a clock; without shared cores both clocks agree. */
    public static Simulation simulate(Program program, Clock clock) {
        TaskTimes times = TaskTimes.of(program);
        int sharedCores = program.profile().sharedCores();
        return Simulation.of(
                clock == Clock.WALL && sharedCores > 0
                        ? new SharedCores(program, times, sharedCores).timeline()
                        : ownCores(program, clock, times.seconds()));
    }

    /**
     * What devices with cores of their own do when each task takes this long.
     *
     * @param taskSeconds by task: measured processor times, or times of an imagined link
     */
    public static Timeline rebuild(Program program, double[] taskSeconds) {
        return ownCores(program, Clock.DEVICE, taskSeconds);
    }

    private static Timeline ownCores(Program program, Clock clock, double[] taskSeconds) {
        TaskGraph tasks = program.tasks();
        int[] successorStart = tasks.successorStart();
        int[] successors = tasks.successors();
        double[] start = new double[tasks.taskCount()];
        double[] end = new double[tasks.taskCount()];
        for (int task : tasks.order()) {
            double ended = start[task] + taskSeconds[task];
            end[task] = ended;
            for (int i = successorStart[task]; i < successorStart[task + 1]; i++) {
                start[successors[i]] = Math.max(start[successors[i]], ended);
            }
        }
        return new Timeline(program, clock, start, end, taskSeconds);
    }
}
