package dev.partita.cli;

import dev.partita.loop.LiveReading;
import dev.partita.loop.RunControls;
import dev.partita.loop.StepReport;
import dev.partita.loop.TrainingObserver;
import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;
import dev.partita.workbench.RunWatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everyone at this end who is told about a run: the table of losses, the terminal, and Ctrl-C that stops it. */
final class Watching implements RunWatcher, AutoCloseable {
    private final Session session;
    private final Simulation prediction;
    private final List<TrainingObserver> observers = new ArrayList<>();
    private @Nullable LiveView view;
    private Interrupts.@Nullable Watch interrupts;

    Watching(Session session, Simulation prediction, TrainingObserver table) {
        this.session = session;
        this.prediction = prediction;
        observers.add(table);
    }

    @Override
    public void begun(RunControls controls, long steps) {
        if (session.animates()) {
            view = new LiveView(session, prediction, steps);
            observers.add(view);
        } else if (session.narrates()) {
            observers.add(new PlainProgress(session, prediction, steps));
        }
        interrupts = session.surroundings().interrupts().watch(controls::stop);
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
    public void notice(Sentence sentence) {
        session.notice(sentence);
    }

    /** Ends the picture and no longer hears Ctrl-C; the table is closed by who made it. */
    @Override
    public void close() {
        if (interrupts != null) {
            interrupts.close();
        }
        if (view != null) {
            view.close();
        }
    }
}
