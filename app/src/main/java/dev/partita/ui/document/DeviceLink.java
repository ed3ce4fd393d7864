package dev.partita.ui.document;

import dev.partita.hardware.Cluster;

/** The link from one device to another. */
public record DeviceLink(int from, int to) {
    /** What it is called everywhere. */
    public String name() {
        return Cluster.deviceName(from) + " → " + Cluster.deviceName(to);
    }
}
