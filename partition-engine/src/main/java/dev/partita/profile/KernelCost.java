package dev.partita.profile;

/**
 * What one call of a kernel takes on one device.
 *
 * @param workspaceBytes scratch memory the device needs for it, to the byte
 * @param seconds time of one call with a core (or a card) of its own
 * @param estimated true where the time was not measured or fitted but scaled from others
 */
public record KernelCost(long workspaceBytes, double seconds, boolean estimated) {}
