package dev.partita.timeline;

/**
 * How one device spends a step, in fractions of it. Busy, waiting for a core, communicating and idle add up to 1.
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
        double idleFraction) {}
