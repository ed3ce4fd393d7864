package dev.partita.cli;

import dev.partita.cli.terminal.Bar;
import dev.partita.cli.terminal.Bar.Part;
import dev.partita.cli.terminal.Panel;
import dev.partita.hardware.Cluster;
import dev.partita.loop.LiveReading;
import dev.partita.loop.StepReport;
import dev.partita.loop.TrainingObserver;
import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.workbench.DeviceLoad;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Live bars: what each device does now, its memory, its links; steps, loss and pace above. */
final class LiveView implements TrainingObserver, AutoCloseable {
    private static final int GREEN = 32;
    private static final int YELLOW = 33;
    private static final int BLUE = 34;
    private static final int MAGENTA = 35;

    /** Lines stay below 80 columns: one that a terminal wraps would be drawn over wrongly. */
    private static final int WIDE = 20;

    private static final int NARROW = 8;

    /** More devices than this would not fit on a small terminal. */
    private static final int MOST_DEVICES = 8;

    private final Session session;
    private final Cluster cluster;
    private final long steps;
    private final Pace pace;
    private final Panel panel;
    private final Bar wide;
    private final Bar narrow;
    private final Map<Integer, DeviceLoad> loads = new HashMap<>();
    private volatile long done;
    private volatile long first;
    private volatile String figures = "";

    LiveView(Session session, Simulation prediction, long steps) {
        this.session = session;
        this.cluster = prediction.timeline().program().plan().cluster();
        this.steps = steps;
        this.pace = new Pace(session, prediction);
        this.panel = new Panel(session.surroundings().out());
        boolean coloured = session.surroundings().coloured();
        this.wide = new Bar(WIDE, coloured);
        this.narrow = new Bar(NARROW, coloured);
    }

    @Override
    public void ready(long step) {
        first = step;
    }

    @Override
    public void stepDone(StepReport report) {
        figures = pace.after(report);
        done = report.step() - first + 1;
    }

    @Override
    public void live(LiveReading reading) {
        List<String> lines = new ArrayList<>();
        lines.add(session.text("train.step", done, steps) + "  "
                + wide.of(List.of(new Part((double) done / steps, '█', GREEN))) + "  " + figures);
        for (LiveReading.Device device : reading.devices()) {
            DeviceLoad newest = DeviceLoad.of(device, reading.seconds());
            DeviceLoad load = loads.merge(device.device(), newest, DeviceLoad::towards);
            if (lines.size() <= 2 * MOST_DEVICES) {
                lines.addAll(lines(device, load));
            }
        }
        panel.draw(lines);
    }

    private List<String> lines(LiveReading.Device device, DeviceLoad load) {
        long capacityBytes = cluster.device(device.device()).capacity().count();
        double linkBytesPerSecond =
                cluster.link(device.device(), device.device()).bandwidth().rate();
        String name = Cluster.deviceName(device.device());
        String use = wide.of(List.of(
                new Part(load.compute(), '█', GREEN),
                new Part(load.communication(), '▓', BLUE),
                new Part(load.coreWait(), '▒', YELLOW)));
        String memory = narrow.of(List.of(new Part((double) device.arenaBytes() / capacityBytes, '█', MAGENTA)));
        double bytesPerSecond = Math.max(load.sentBytesPerSecond(), load.receivedBytesPerSecond());
        String link = narrow.of(List.of(new Part(bytesPerSecond / linkBytesPerSecond, '█', BLUE)));
        return List.of(
                name + "  " + use + "  "
                        + session.text(
                                "live.use",
                                percent(load.compute()),
                                percent(load.communication()),
                                percent(load.coreWait()),
                                percent(load.idle())),
                " ".repeat(name.length() + 2)
                        + session.text(
                                "live.bytes",
                                memory,
                                Human.bytes(device.arenaBytes()),
                                Human.bytes(capacityBytes),
                                link,
                                Human.bandwidth(bytesPerSecond),
                                Human.bandwidth(linkBytesPerSecond)));
    }

    private static String percent(double fraction) {
        return String.format("%3.0f %%", fraction * 100);
    }

    @Override
    public void close() {
        panel.close();
    }
}
