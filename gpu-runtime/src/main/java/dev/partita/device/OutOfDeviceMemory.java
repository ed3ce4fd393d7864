package dev.partita.device;

import dev.partita.quantity.Human;

/** A reservation past a device's capacity, as a real card would refuse it. */
public final class OutOfDeviceMemory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutOfDeviceMemory(String device, long wantedBytes, long capacityBytes) {
        super(device + " was asked for " + Human.bytes(wantedBytes) + ", but has " + Human.bytes(capacityBytes)
                + "; move layers off it or raise its memory.");
    }
}
