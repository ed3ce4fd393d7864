package dev.partita.workbench;

import dev.partita.executor.DeviceMeter;
import dev.partita.loop.LiveReading;

/**
 * What one device does now. The fractions add up to 1, or to 0 while the run is paused.
 *
 * @param coreWait in a kernel, but without a core
 * @param arenaBytes reserved
 * @param reachBytes how much of them was used so far
 */
public record DeviceLoad(
        double compute,
        double communication,
        double idle,
        double coreWait,
        double sentBytesPerSecond,
        double receivedBytesPerSecond,
        long arenaBytes,
        long reachBytes) {
    /** Weight of the newest reading: what follows within half a second does not flicker. */
    private static final double NEWEST = 0.3;

    /** What the device did in a time between two readings. */
    public static DeviceLoad of(LiveReading.Device device, double seconds) {
        DeviceMeter.Reading use = device.use();
        // What a kernel waited for its core is known only when it ends, so compute can come out below zero for a
        // moment.
        double compute = Math.max(0, use.computeNanos());
        double total = Math.max(1, compute + use.communicationNanos() + use.idleNanos() + use.coreWaitNanos());
        return new DeviceLoad(
                compute / total,
                use.communicationNanos() / total,
                use.idleNanos() / total,
                use.coreWaitNanos() / total,
                use.sentBytes() / Math.max(seconds, 1e-3),
                use.receivedBytes() / Math.max(seconds, 1e-3),
                device.arenaBytes(),
                device.reachBytes());
    }

    /** This load on its way to a newer one. */
    public DeviceLoad towards(DeviceLoad newest) {
        return new DeviceLoad(
                mix(compute, newest.compute),
                mix(communication, newest.communication),
                mix(idle, newest.idle),
                mix(coreWait, newest.coreWait),
                mix(sentBytesPerSecond, newest.sentBytesPerSecond),
                mix(receivedBytesPerSecond, newest.receivedBytesPerSecond),
                newest.arenaBytes,
                newest.reachBytes);
    }

    private static double mix(double old, double newest) {
        return old + NEWEST * (newest - old);
    }
}
