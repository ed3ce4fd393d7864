package dev.partita.ui.chart;

import dev.partita.quantity.Human;
import dev.partita.ui.document.LiveUse;
import dev.partita.ui.look.Tokens;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.DeviceLoad;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Pictures of a device's load: the shares of its time as a bar, and as columns over the last half minute. */
public final class LoadBars {
    private static final double WAITING_OPACITY = 0.4;

    /** Readings that share a column of the last half minute. */
    private static final int PER_COLUMN = 3;

    private final GraphicsContext pen;
    private final Tokens tokens;
    private final Color compute;
    private final Color waiting;
    private final Color communication;

    public LoadBars(GraphicsContext pen, Tokens tokens, int device) {
        this.pen = pen;
        this.tokens = tokens;
        this.compute = tokens.device(device);
        this.waiting = compute.deriveColor(0, 1, 1, WAITING_OPACITY);
        this.communication = tokens.colour("communication");
    }

    /** The shares in words, for those who read or hear them. */
    public static String words(Texts texts, DeviceLoad load) {
        return texts.now(
                "live.use",
                Human.percent(load.compute()),
                Human.percent(load.communication()),
                Human.percent(load.coreWait()),
                Human.percent(load.idle()));
    }

    /** Compute, communication and waiting for a core from the left; what is left free is idle. */
    public void now(DeviceLoad load, double x, double y, double w, double h) {
        ground(x, y, w, h);
        double at = x;
        at = part(at, y, load.compute() * w, h, compute);
        at = part(at, y, load.communication() * w, h, communication);
        part(at, y, load.coreWait() * w, h, waiting);
    }

    /** Compute from below, waiting for a core on it, communication on top; the newest at the right. */
    public void history(Iterable<DeviceLoad> loads, double x, double y, double w, double h) {
        ground(x, y, w, h);
        List<DeviceLoad> columns = everyFew(loads);
        double column = w / (LiveUse.KEPT / PER_COLUMN);
        double at = x + w - columns.size() * column;
        for (DeviceLoad load : columns) {
            double top = y + h;
            top = stacked(at, top, column, load.compute() * h, compute);
            top = stacked(at, top, column, load.coreWait() * h, waiting);
            stacked(at, top, column, load.communication() * h, communication);
            at += column;
        }
    }

    private void ground(double x, double y, double w, double h) {
        pen.setFill(tokens.colour("grid"));
        pen.fillRect(x, y, w, h);
    }

    private double part(double x, double y, double w, double h, Color colour) {
        if (w > 0.1 && h > 0.1) {
            pen.setFill(colour);
            pen.fillRect(x, y, w, h);
        }
        return x + w;
    }

    private double stacked(double x, double bottom, double w, double h, Color colour) {
        part(x, bottom - h, w + 0.5, h, colour);
        return bottom - h;
    }

    /** One of every few readings: loads are smoothed, so that a column looks as the mean of its readings would. */
    private static List<DeviceLoad> everyFew(Iterable<DeviceLoad> loads) {
        List<DeviceLoad> chosen = new ArrayList<>();
        int count = 0;
        for (DeviceLoad load : loads) {
            if (count++ % PER_COLUMN == 0) {
                chosen.add(load);
            }
        }
        return chosen;
    }
}
