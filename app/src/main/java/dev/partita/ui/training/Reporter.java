package dev.partita.ui.training;

import dev.partita.loop.LiveReading;
import dev.partita.loop.RunControls;
import dev.partita.loop.StepReport;
import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;
import dev.partita.workbench.PlanCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries what a run says to the screen's thread. Steps wait for the next reading of the devices, so that the screen is
 * woken two or three times a second however short the steps are.
 */
final class Reporter implements TrainingWork.Follower {
    /** What happens on the screen's thread. */
    interface Screen {
        void predicted(PlanCheck check, Simulation prediction);

        void begun(RunControls controls, long steps);

        void numbered(OptionalLong run);

        void ready(long firstStep);

        void news(List<Step> steps, List<LiveReading> readings);

        void checkpointWritten(Path file);

        void notice(Sentence sentence);
    }

    /** @param seconds not a number if the run was paused meanwhile */
    record Step(long step, double loss, double seconds) {}

    /** Readings, which come ten times a second, that wake the screen once: each time costs a picture of the window. */
    private static final int PER_DELIVERY = 4;

    private final Screen screen;
    private final Executor thread;
    private final AtomicLong readingCount = new AtomicLong();
    private final ConcurrentLinkedQueue<Step> steps = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<LiveReading> readings = new ConcurrentLinkedQueue<>();
    private volatile boolean paused;
    private volatile boolean wasPaused;

    Reporter(Screen screen, Executor thread) {
        this.screen = screen;
        this.thread = thread;
    }

    /** The run is held, or goes on. */
    void pausing(boolean held) {
        wasPaused = true;
        paused = held;
    }

    @Override
    public void predicted(PlanCheck check, Simulation prediction) {
        thread.execute(() -> screen.predicted(check, prediction));
    }

    @Override
    public void begun(RunControls controls, long wanted) {
        thread.execute(() -> screen.begun(controls, wanted));
    }

    @Override
    public void numbered(OptionalLong run) {
        thread.execute(() -> screen.numbered(run));
    }

    @Override
    public void ready(long step) {
        thread.execute(() -> screen.ready(step));
    }

    @Override
    public void stepDone(StepReport report) {
        steps.add(new Step(
                report.step(),
                report.loss(),
                wasPaused ? Double.NaN : report.record().seconds()));
        wasPaused = paused;
    }

    @Override
    public void live(LiveReading reading) {
        readings.add(reading);
        if (readingCount.incrementAndGet() % PER_DELIVERY == 0) {
            thread.execute(this::deliver);
        }
    }

    @Override
    public void checkpointWritten(Path file, long step) {
        thread.execute(() -> screen.checkpointWritten(file));
    }

    @Override
    public void notice(Sentence sentence) {
        thread.execute(() -> screen.notice(sentence));
    }

    /** On the screen's thread: hands over what is waiting; several readings at once if the screen was late. */
    void deliver() {
        List<Step> newSteps = drained(steps);
        List<LiveReading> newReadings = drained(readings);
        if (!newSteps.isEmpty() || !newReadings.isEmpty()) {
            screen.news(newSteps, newReadings);
        }
    }

    private static <T> List<T> drained(ConcurrentLinkedQueue<T> queue) {
        List<T> all = new java.util.ArrayList<>();
        for (T next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }
}
