package dev.partita.ui.training;

import dev.partita.hardware.Cluster;
import dev.partita.ui.chart.LoadBars;
import dev.partita.ui.chart.Repaint;
import dev.partita.ui.document.LiveUse;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.DeviceLoad;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/** What one device of the run does now and did in the last half minute; painted, for it changes several times a second. */
final class DeviceCard extends Region {
    /** Height at a scale of 1. */
    private static final double HEIGHT = 76;

    private static final double PADDING = 12;

    /** Deliveries of readings between two accounts for screen readers: about a second. */
    private static final int SPOKEN_EVERY = 3;

    private final Workspace workspace;
    private final int device;
    private final Cluster cluster;
    private final Canvas canvas = new Canvas();
    private final Repaint repaint = new Repaint(canvas, this::paint);
    private int unspoken;

    DeviceCard(Workspace workspace, int device, Cluster cluster) {
        this.workspace = workspace;
        this.device = device;
        this.cluster = cluster;
        getStyleClass().addAll("training-card", "device-load");
        setId("training.device." + device);
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.TEXT);
        workspace.look().scale().subscribe(scale -> setPrefHeight(HEIGHT * scale.doubleValue()));
        setMinHeight(USE_PREF_SIZE);
        workspace.look().tokens().subscribe(repaint::request);
    }

    /** To be called with each reading, and when the card may have come into view. */
    void changed() {
        repaint.request();
        if (unspoken++ % SPOKEN_EVERY == 0) {
            use().now(device).ifPresent(load -> setAccessibleText(spoken(load)));
        }
    }

    private LiveUse use() {
        return workspace.document().liveUse();
    }

    private String spoken(DeviceLoad load) {
        return Cluster.deviceName(device) + ": " + LoadBars.words(workspace.texts(), load);
    }

    @Override
    protected void layoutChildren() {
        canvas.relocate(PADDING, 0);
        canvas.setWidth(Math.max(0, getWidth() - 2 * PADDING));
        canvas.setHeight(getHeight());
        repaint.request();
    }

    private void paint() {
        double bytesPerSecond = cluster.link(device, device).bandwidth().rate();
        new LoadPainter(canvas, workspace, device)
                .paint(
                        use().now(device),
                        use().history(device),
                        cluster.device(device).virtual(),
                        bytesPerSecond);
    }
}
