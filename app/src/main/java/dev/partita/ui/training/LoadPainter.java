package dev.partita.ui.training;

import dev.partita.hardware.Cluster;
import dev.partita.quantity.Human;
import dev.partita.ui.chart.LoadBars;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.look.Look;
import dev.partita.ui.look.Tokens;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.DeviceLoad;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/** One picture of a device's load: shares of its time as a bar and over the last half minute, memory, links. */
final class LoadPainter {
    private static final double BODY = 13;
    private static final double SECONDARY = 11;

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
        LoadBars bars = new LoadBars(pen, tokens, device);
        bars.now(load, 0, 28 * scale, half - 12, 14 * scale);
        bars.history(history, half, 28 * scale, width - half, 14 * scale);
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

    private void write(String words, double x, double y, String token, TextAlignment alignment) {
        pen.setFill(tokens.colour(token));
        pen.setTextAlign(alignment);
        pen.setTextBaseline(VPos.CENTER);
        pen.fillText(words, x, y);
    }
}
