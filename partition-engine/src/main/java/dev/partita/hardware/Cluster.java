package dev.partita.hardware;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.Collections;
import java.util.List;

/**
 * The devices a plan may use, numbered through all machines: {@code gpu:0, gpu:1, ...}.
 *
 * @param name what the user typed to get it, such as {@code a100-80g-sxm:16x8} or {@code virtual:2}
 * @param between the link of one device to one on another machine
 */
public record Cluster(String name, List<Machine> machines, Link between) {
    public static final int MAXIMUM_DEVICES = 1 << 20;

    public Cluster {
        machines = List.copyOf(machines);
        long devices = machines.stream().mapToLong(Machine::devices).sum();
        if (devices < 1 || devices > MAXIMUM_DEVICES) {
            throw new Refusal(Sentence.of("engine.cluster.size", MAXIMUM_DEVICES, devices));
        }
    }

    /** A cluster of equal machines. */
    public static Cluster of(String name, int machines, Machine machine, Link between) {
        return new Cluster(name, Collections.nCopies(machines, machine), between);
    }

    public int deviceCount() {
        return machines.stream().mapToInt(Machine::devices).sum();
    }

    public DeviceModel device(int device) {
        return machines.get(machineOf(device)).model();
    }

    /** The number of the machine a device is in. */
    public int machineOf(int device) {
        int first = 0;
        for (int machine = 0; machine < machines.size(); machine++) {
            first += machines.get(machine).devices();
            if (device < first) {
                return machine;
            }
        }
        throw new IllegalArgumentException("The cluster has " + first + " devices, found gpu:" + device + ".");
    }

    /** The link a message from one device to another takes. */
    public Link link(int from, int to) {
        int machine = machineOf(from);
        return machine == machineOf(to) ? machines.get(machine).inside() : between;
    }

    /** The name of a device as commands and files write it. */
    public static String deviceName(int device) {
        return "gpu:" + device;
    }

    /** True if every device is a worker on this machine. */
    public boolean virtual() {
        return machines.stream().allMatch(machine -> machine.model().virtual());
    }
}
