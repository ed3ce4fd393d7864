package dev.partita.cli;

import dev.partita.loop.StepReport;
import dev.partita.loop.TrainingObserver;
import dev.partita.simulation.Simulation;

/** A line now and then, where a story is told into a pipe. */
final class PlainProgress implements TrainingObserver {
    private static final int LINES = 10;

    private final Session session;
    private final Pace pace;
    private final long steps;
    private long first;

    PlainProgress(Session session, Simulation prediction, long steps) {
        this.session = session;
        this.pace = new Pace(session, prediction);
        this.steps = steps;
    }

    @Override
    public void ready(long step) {
        first = step;
    }

    @Override
    public void stepDone(StepReport report) {
        String figures = pace.after(report);
        long done = report.step() - first + 1;
        if (done == 1 || done % Math.max(1, steps / LINES) == 0) {
            session.line(session.text("train.step", done, steps) + "  " + figures);
        }
    }
}
