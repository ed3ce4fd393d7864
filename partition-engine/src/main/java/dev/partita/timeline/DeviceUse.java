package dev.partita.timeline;

import java.util.List;

/**
 * How one device spends a step, or a part of one, in fractions of it. Busy, waiting for a core, communicating and idle add up to 1.
 *
 * @param busyFraction computing
 * @param coreWaitFraction in a segment, but without a core
 * @param communicationFraction a transfer is on its lanes while it does not compute: exposed
 * @param overlappedFraction a transfer is on its lanes while it computes (or waits for a core): hidden
 * @param idleFraction neither
 */
public record DeviceUse(
        int device,
        double busyFraction,
        double coreWaitFraction,
        double communicationFraction,
        double overlappedFraction,
        double idleFraction) {

    /** How the devices that own layers spend the time between two moments of a step, in device order. */
    public static List<DeviceUse> between(Timeline timeline, double fromSeconds, double toSeconds) {
        double seconds = toSeconds - fromSeconds;
        return seconds > 0 ? new LaneUse(timeline, fromSeconds, toSeconds).devices(seconds) : List.of();
    }
}
