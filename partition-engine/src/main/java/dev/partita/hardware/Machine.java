package dev.partita.hardware;

/** {@code devices} equal devices in one box, each pair joined by {@code inside}. */
public record Machine(int devices, DeviceModel model, Link inside) {
    public Machine {
        if (devices < 1) {
            throw new IllegalArgumentException("A machine needs at least 1 device, found " + devices + ".");
        }
    }
}
