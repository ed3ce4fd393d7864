package dev.partita.loop;

import dev.partita.executor.DeviceMeter;
import dev.partita.executor.Executor;
import dev.partita.program.DeviceProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads every device's meter ten times a second on a thread of its own. */
final class LiveReadings implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final Executor executor;
    private final Consumer<LiveReading> listener;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("telemetry").daemon().factory());
    private final Map<Integer, DeviceMeter.Reading> last = new LinkedHashMap<>();
    private long lastNanos = System.nanoTime();

    LiveReadings(Executor executor, Consumer<LiveReading> listener) {
        this.executor = executor;
        this.listener = listener;
        read();
        timer.scheduleAtFixedRate(() -> listener.accept(read()), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private LiveReading read() {
        long now = System.nanoTime();
        double seconds = (now - lastNanos) / 1e9;
        lastNanos = now;
        List<LiveReading.Device> devices = new ArrayList<>();
        for (DeviceProgram share : executor.program().devices()) {
            for (int device : share.devices()) {
                DeviceMeter.Reading reading = executor.meter(device).read();
                DeviceMeter.Reading before = last.put(device, reading);
                devices.add(new LiveReading.Device(
                        device,
                        before == null ? reading : reading.since(before),
                        share.arenaBytes(),
                        executor.measuredPeakBytes(device)));
            }
        }
        return new LiveReading(seconds, devices);
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (timer.awaitTermination(1, TimeUnit.SECONDS)) {
                listener.accept(read());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
