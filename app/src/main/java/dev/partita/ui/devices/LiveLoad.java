package dev.partita.ui.devices;

import dev.partita.quantity.Human;
import dev.partita.ui.chart.LoadBars;
import dev.partita.ui.chart.Repaint;
import dev.partita.ui.document.LiveUse;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.look.Look;
import dev.partita.ui.look.Tokens;
import dev.partita.workbench.DeviceLoad;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * What a device is measured to do while a run trains. Painted at a fixed height, so that readings
 * lay nothing out.
 */
final class LiveLoad extends Region {
    /** Of secondary text at a scale of 1, as are all measures here. */
    private static final double TEXT = 11;

    private static final double LINE = 17;
    private static final double BAR = 12;
    private static final double GAP = 8;

    private final Workspace workspace;
    private final Canvas canvas = new Canvas();
    private final Repaint repaint = new Repaint(canvas, this::paint);
    private int device;

    LiveLoad(Workspace workspace) {
        this.workspace = workspace;
        getStyleClass().add("device-live");
        getChildren().add(canvas);
        setMouseTransparent(true);
        setMinHeight(USE_PREF_SIZE);
        workspace.look().scale().subscribe(scale -> setPrefHeight(3 * LINE * scale.doubleValue()));
        workspace.look().tokens().subscribe(repaint::request);
        workspace.texts().messages().subscribe(repaint::request);
    }

    /** To be called with each reading. */
    void show(int shown) {
        device = shown;
        repaint.request();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        repaint.request();
    }

    private void paint() {
        canvas.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        use().now(device).ifPresent(this::paint);
    }

    private LiveUse use() {
        return workspace.document().liveUse();
    }

    private void paint(DeviceLoad load) {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        Tokens tokens = workspace.look().tokens().get();
        double scale = workspace.look().scale().get();
        double width = getWidth();
        pen.setFont(Font.font(Look.FONT_FAMILY, TEXT * scale));
        pen.setTextBaseline(VPos.CENTER);
        pen.setFill(tokens.colour("accent"));
        write(text("devices.live"), 0, LINE * scale / 2, 3 * TEXT * scale, TextAlignment.LEFT);
        double left = 3 * TEXT * scale + GAP;
        double half = (width - left - GAP) / 2;
        double top = (LINE - BAR) / 2 * scale;
        LoadBars bars = new LoadBars(pen, tokens, device);
        bars.now(load, left, top, half, BAR * scale);
        bars.history(use().history(device), left + half + GAP, top, half, BAR * scale);
        pen.setFill(tokens.colour("muted"));
        write(LoadBars.words(workspace.texts(), load), 0, 1.5 * LINE * scale, width, TextAlignment.LEFT);
        double bytes = 2.5 * LINE * scale;
        write(text("devices.live.arena", Human.bytes(load.arenaBytes())), 0, bytes, width * 0.4, TextAlignment.LEFT);
        write(links(load), width, bytes, width * 0.58, TextAlignment.RIGHT);
    }

    private String links(DeviceLoad load) {
        return text(
                "devices.live.links",
                Human.bandwidth(load.receivedBytesPerSecond()),
                Human.bandwidth(load.sentBytesPerSecond()));
    }

    private void write(String words, double x, double y, double room, TextAlignment alignment) {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.setTextAlign(alignment);
        pen.fillText(words, x, y, room);
    }

    private String text(String key, Object... values) {
        return workspace.texts().now(key, values);
    }
}
