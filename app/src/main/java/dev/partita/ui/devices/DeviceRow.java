package dev.partita.ui.devices;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Machine;
import java.util.ArrayList;
import java.util.List;

/** A line of the list of devices. */
sealed interface DeviceRow {
    /** The head of a machine's devices. */
    record OfMachine(int number, Machine machine) implements DeviceRow {}

    record OfDevice(int device) implements DeviceRow {}

    /** Machines with their devices; a single machine needs no head. */
    static List<DeviceRow> of(Cluster cluster) {
        List<DeviceRow> rows = new ArrayList<>();
        int device = 0;
        for (int number = 0; number < cluster.machines().size(); number++) {
            Machine machine = cluster.machines().get(number);
            if (cluster.machines().size() > 1) {
                rows.add(new OfMachine(number, machine));
            }
            for (int i = 0; i < machine.devices(); i++) {
                rows.add(new OfDevice(device++));
            }
        }
        return rows;
    }
}
