package dev.partita.cli;

import dev.partita.cli.terminal.Panel;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** On a terminal, says what takes so long and for how long already; gone without a trace when it is done. */
final class Busy implements Session.Ending {
    private static final long FIRST_MILLIS = 500;
    private static final long PERIOD_MILLIS = 200;

    private final Panel panel;
    private final ScheduledExecutorService timer;

    private Busy(Session session, String textKey) {
        long begun = System.nanoTime();
        panel = new Panel(session.surroundings().out());
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("busy").daemon().factory());
        timer.scheduleAtFixedRate(
                () -> panel.draw(List.of(session.text(textKey, (System.nanoTime() - begun) / 1_000_000_000L))),
                FIRST_MILLIS,
                PERIOD_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** What closes it again; does nothing where nobody watches. */
    static Session.Ending with(Session session, String textKey) {
        return session.animates() ? new Busy(session, textKey) : () -> {};
    }

    @Override
    public void close() {
        timer.shutdownNow();
        panel.erase();
    }
}
