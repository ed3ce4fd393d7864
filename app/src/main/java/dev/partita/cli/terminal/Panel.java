package dev.partita.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/** A few lines at the bottom of a terminal that are drawn over and over. For several threads. */
public final class Panel implements AutoCloseable {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream out;
    private final StringBuilder frame = new StringBuilder();
    private int drawn;
    private boolean closed;

    public Panel(PrintStream out) {
        this.out = out;
    }

    /** Draws these lines over the last ones; nothing after {@link #close()}. */
    public synchronized void draw(List<String> lines) {
        if (closed) {
            return;
        }
        begin();
        lines.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        drawn = lines.size();
        end();
    }

    /** Removes what is drawn and draws nothing any more. */
    public synchronized void erase() {
        begin();
        frame.append('\r').append(CLEAR_BELOW);
        drawn = 0;
        end();
        closed = true;
    }

    private void begin() {
        frame.setLength(0);
        if (drawn > 0) {
            frame.append(String.format(UP, drawn));
        }
    }

    private void end() {
        out.print(frame);
        out.flush();
    }

    /** Leaves what is drawn where it is. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
