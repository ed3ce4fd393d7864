package dev.partita.simulation;

import dev.partita.program.Program;
import dev.partita.program.TaskGraph;
import dev.partita.program.TaskHeap;
import dev.partita.timeline.Clock;
import dev.partita.timeline.Timeline;

/**
 * A step of devices that share processor cores, event by event (processor sharing). While n tasks want a core and there
 * are C, each advances at the rate min(1, C/n). All advance alike, so one clock of work done serves them all: a task is
 * done when that clock has advanced by its core time, and a heap by that moment finds the next one; each event costs
 * O(log n) however many tasks share. A segment on a mesh wants a core for each of its devices, and then, none of them, the
 * declared time of its collectives. A transfer wants a core for copying its bytes and ends at the later of its
 * declared time and its copy.
 */
final class SharedCores {
    private final Program program;
    private final TaskGraph tasks;
    private final TaskTimes times;
    private final int cores;
    private final int[] waiting;
    /** What is left before a task ends: its workers' work, and for a transfer also its declared time. */
    private final int[] partsLeft;

    /** Segments whose work is done and whose collectives' declared time runs. */
    private final boolean[] meeting;

    private final double[] start;
    private final double[] end;
    /** Tasks on a core by the work clock at which they are done. */
    private final TaskHeap working = new TaskHeap();
    /** Transfers under way by the time at which their declared time is over. */
    private final TaskHeap paced = new TaskHeap();

    private double now;
    private double workClock;

    SharedCores(Program program, TaskTimes times, int cores) {
        this.program = program;
        this.tasks = program.tasks();
        this.times = times;
        this.cores = cores;
        this.waiting = tasks.predecessorCount().clone();
        this.partsLeft = new int[tasks.taskCount()];
        this.meeting = new boolean[tasks.taskCount()];
        this.start = new double[tasks.taskCount()];
        this.end = new double[tasks.taskCount()];
    }

    Timeline timeline() {
        for (int task : tasks.order()) {
            if (tasks.predecessorCount()[task] == 0) {
                start(task);
            }
        }
        while (!working.isEmpty() || !paced.isEmpty()) {
            advance();
        }
        return new Timeline(program, Clock.WALL, start, end, times.seconds());
    }

    private void start(int task) {
        start[task] = now;
        int loop = tasks.loopOf()[task];
        partsLeft[task] = times.workers()[loop];
        meeting[task] = false;
        for (int worker = 0; worker < partsLeft[task]; worker++) {
            working.add(workClock + times.coreSeconds()[task], task);
        }
        if (!program.isSegment(loop)) {
            paced.add(now + times.seconds()[task], task);
            partsLeft[task]++;
        }
    }

    /** To the next moment at which some task's work or declared time is over. */
    private void advance() {
        double rate = Math.min(1, (double) cores / Math.max(1, working.size()));
        double nextWork = working.isEmpty() ? Double.POSITIVE_INFINITY : now + (working.first() - workClock) / rate;
        double nextPaced = paced.isEmpty() ? Double.POSITIVE_INFINITY : paced.first();
        int task;
        if (nextWork <= nextPaced) {
            workClock = working.first();
            now = Math.max(now, nextWork);
            task = working.remove();
        } else {
            workClock += (nextPaced - now) * rate;
            now = nextPaced;
            task = paced.remove();
        }
        if (--partsLeft[task] > 0) {
            return;
        }
        double linkSeconds = times.linkSeconds()[tasks.loopOf()[task]];
        if (linkSeconds > 0 && !meeting[task]) {
            meeting[task] = true;
            partsLeft[task] = 1;
            paced.add(now + linkSeconds, task);
        } else {
            end(task);
        }
    }

    private void end(int task) {
        end[task] = now;
        int[] successors = tasks.successors();
        for (int i = tasks.successorStart()[task]; i < tasks.successorStart()[task + 1]; i++) {
            if (--waiting[successors[i]] == 0) {
                start(successors[i]);
            }
        }
    }
}
