package dev.partita.cli;

import dev.partita.cli.terminal.Bar;
import dev.partita.cli.terminal.Panel;
import dev.partita.quantity.Human;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** On a terminal, how far measuring this machine's kernels is; gone without a trace when it is done. Silent in a pipe. */
final class CalibrationProgress implements DoubleConsumer, AutoCloseable {
    private static final int COLUMNS = 30;
    private static final int GREEN = 32;

    private final Session session;
    private final Bar bar;
    private @Nullable Panel panel;

    CalibrationProgress(Session session) {
        this.session = session;
        this.bar = new Bar(COLUMNS, session.surroundings().coloured());
    }

    @Override
    public void accept(double fraction) {
        if (panel == null && session.animates()) {
            panel = new Panel(session.surroundings().out());
        }
        if (panel != null) {
            String drawn = bar.of(List.of(new Bar.Part(fraction, '█', GREEN)));
            panel.draw(List.of(session.text("calibration.progress", drawn, Human.percent(fraction))));
        }
    }

    @Override
    public void close() {
        if (panel != null) {
            panel.erase();
        }
    }
}
