package dev.partita.ui.training;

import dev.partita.hardware.Cluster;
import dev.partita.quantity.Human;
import dev.partita.ui.document.LiveUse;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.look.Look;
import dev.partita.ui.look.Tokens;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.DeviceLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/** One picture of a device's load: shares of its time as a bar and over the last half minute, memory, links. */
final class LoadPainter {
    private static final double BODY = 13;
    private static final double SECONDARY = 11;
    private static final double WAITING_OPACITY = 0.4;

    /** Readings that share a column of the last half minute. */
    private static final int PER_COLUMN = 3;

    private final GraphicsContext pen;
    private final Tokens tokens;
    private final Texts texts;
    private final int device;
    private final double scale;
    private final double width;
    private final double height;

    LoadPainter(Canvas canvas, Workspace workspace, int device) {
        this.pen = canvas.getGraphicsContext2D();
        this.tokens = workspace.look().tokens().get();
        this.texts = workspace.texts();
        this.device = device;
        this.scale = workspace.look().scale().get();
        this.width = canvas.getWidth();
        this.height = canvas.getHeight();
    }

    static Color waiting(Color compute) {
        return compute.deriveColor(0, 1, 1, WAITING_OPACITY);
    }

    /** @param emulated whether the device is a thread of this machine's processor */
    void paint(Optional<DeviceLoad> now, Iterable<DeviceLoad> history, boolean emulated, double linkBytesPerSecond) {
        pen.clearRect(0, 0, width, height);
        double half = width * 0.56;
        heading(emulated);
        if (now.isEmpty()) {
            write(texts.now("training.device.waiting"), 0, 44 * scale, "muted", TextAlignment.LEFT);
            return;
        }
        DeviceLoad load = now.get();
        write(shares(load), width, 15 * scale, "muted", TextAlignment.RIGHT);
        bar(load, 0, 28 * scale, half - 12, 14 * scale);
        history(history, half, 28 * scale, width - half, 14 * scale);
        write(memory(load), 0, 58 * scale, "muted", TextAlignment.LEFT);
        write(links(load, linkBytesPerSecond), width, 58 * scale, "muted", TextAlignment.RIGHT);
    }

    private void heading(boolean emulated) {
        double middle = 15 * scale;
        pen.setFill(tokens.device(device));
        pen.fillRoundRect(0, middle - 5 * scale, 10 * scale, 10 * scale, 4, 4);
        pen.setFont(Font.font(Look.FONT_FAMILY, FontWeight.BOLD, BODY * scale));
        String name = Cluster.deviceName(device);
        write(name, 16 * scale, middle, "text", TextAlignment.LEFT);
        pen.setFont(Font.font(Look.FONT_FAMILY, SECONDARY * scale));
        if (emulated) {
            write(texts.now("training.device.emulated"), 66 * scale, middle, "muted", TextAlignment.LEFT);
        }
    }

    private String shares(DeviceLoad load) {
        return texts.now("training.device.compute", percent(load.compute()));
    }

    private String memory(DeviceLoad load) {
        String planned = Human.bytes(load.arenaBytes());
        return texts.now(
                "training.device.memory", load.reachBytes() == 0 ? "-" : Human.bytes(load.reachBytes()), planned);
    }

    private String links(DeviceLoad load, double bytesPerSecond) {
        return texts.now(
                "training.device.links",
                Human.bandwidth(load.receivedBytesPerSecond()),
                Human.bandwidth(load.sentBytesPerSecond()),
                Human.bandwidth(bytesPerSecond));
    }

    private static String percent(double fraction) {
        return Math.round(fraction * 100) + " %";
    }

    private void bar(DeviceLoad load, double x, double y, double w, double h) {
        pen.setFill(tokens.colour("grid"));
        pen.fillRect(x, y, w, h);
        double at = x;
        at = part(at, y, load.compute() * w, h, tokens.device(device));
        at = part(at, y, load.communication() * w, h, tokens.colour("communication"));
        part(at, y, load.coreWait() * w, h, waiting(tokens.device(device)));
    }

    private double part(double x, double y, double w, double h, Color colour) {
        if (w > 0.1 && h > 0.1) {
            pen.setFill(colour);
            pen.fillRect(x, y, w, h);
        }
        return x + w;
    }

    /** Compute from below, waiting for a core on it, communication on top; the newest at the right. */
    private void history(Iterable<DeviceLoad> loads, double x, double y, double w, double h) {
        pen.setFill(tokens.colour("grid"));
        pen.fillRect(x, y, w, h);
        List<DeviceLoad> columns = everyFew(loads);
        double column = w / (LiveUse.KEPT / PER_COLUMN);
        double at = x + w - columns.size() * column;
        for (DeviceLoad load : columns) {
            double compute = load.compute() * h;
            double waiting = load.coreWait() * h;
            double communication = load.communication() * h;
            part(at, y + h - compute, column + 0.5, compute, tokens.device(device));
            part(at, y + h - compute - waiting, column + 0.5, waiting, waiting(tokens.device(device)));
            part(
                    at,
                    y + h - compute - waiting - communication,
                    column + 0.5,
                    communication,
                    tokens.colour("communication"));
            at += column;
        }
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

    private void write(String words, double x, double y, String token, TextAlignment alignment) {
        pen.setFill(tokens.colour(token));
        pen.setTextAlign(alignment);
        pen.setTextBaseline(VPos.CENTER);
        pen.fillText(words, x, y);
    }
}
