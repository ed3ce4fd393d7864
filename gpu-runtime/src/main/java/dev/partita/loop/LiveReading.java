package dev.partita.loop;

import dev.partita.executor.DeviceMeter;
import java.util.List;

/**
 * What the devices did since the last reading, ten times a second.
 *
 * @param seconds since the last reading
 */
public record LiveReading(double seconds, List<Device> devices) {
    public LiveReading {
        devices = List.copyOf(devices);
    }

    /**
     * @param use times and bytes since the last reading
     * @param arenaBytes reserved on this device
     * @param reachBytes how far the addresses given to kernels and copies reach into the arena so far
     */
    public record Device(int device, DeviceMeter.Reading use, long arenaBytes, long reachBytes) {}
}
