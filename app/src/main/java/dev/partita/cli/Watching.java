package dev.partita.cli;

import dev.partita.loop.LiveReading;
import dev.partita.loop.StepReport;
import dev.partita.loop.TrainingObserver;
import dev.partita.simulation.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everyone who is told about a run: what is stored, and on a terminal the live bars. */
final class Watching implements TrainingObserver, AutoCloseable {
    static final Watching NOBODY = new Watching(List.of());

    private final List<TrainingObserver> observers;

    private Watching(List<TrainingObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    static Watching of(Session session, Simulation prediction, long steps, TrainingObserver... others) {
        List<TrainingObserver> observers = new ArrayList<>(List.of(others));
        if (session.animates()) {
            observers.add(new LiveView(session, prediction, steps));
        } else if (session.narrates()) {
            observers.add(new PlainProgress(session, prediction, steps));
        }
        return new Watching(observers);
    }

    @Override
    public void ready(long step) {
        observers.forEach(observer -> observer.ready(step));
    }

    @Override
    public void stepDone(StepReport report) {
        observers.forEach(observer -> observer.stepDone(report));
    }

    @Override
    public void live(LiveReading reading) {
        observers.forEach(observer -> observer.live(reading));
    }

    @Override
    public void checkpointWritten(Path file, long step) {
        observers.forEach(observer -> observer.checkpointWritten(file, step));
    }

    /** Ends the picture; the observers that store are closed by those who made them. */
    @Override
    public void close() {
        observers.forEach(observer -> {
            if (observer instanceof LiveView view) {
                view.close();
            }
        });
    }
}
