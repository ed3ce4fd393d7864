package dev.partita.hardware;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The devices a plan may use, numbered through all machines: {@code gpu:0, gpu:1, ...}. */
public final class Cluster {
    public static final int MAXIMUM_DEVICES = 1 << 20;

    private final String name;
    private final List<Machine> machines;
    private final Link between;

    /** By machine its first device: which machine a device is in is asked for every message of every rank. */
    private final int[] firstDevices;

    private final int deviceCount;

    /**
     * @param name what the user typed to get it, such as {@code a100-80g-sxm:16x8} or {@code virtual:2}
     * @param between the link of one device to one on another machine
     */
    public Cluster(String name, List<Machine> machines, Link between) {
        this.name = name;
        this.machines = List.copyOf(machines);
        this.between = between;
        long devices = machines.stream().mapToLong(Machine::devices).sum();
        if (devices < 1 || devices > MAXIMUM_DEVICES) {
            throw new Refusal(Sentence.of("engine.cluster.size", MAXIMUM_DEVICES, devices));
        }
        this.deviceCount = (int) devices;
        this.firstDevices = new int[machines.size()];
        for (int machine = 1; machine < firstDevices.length; machine++) {
            firstDevices[machine] =
                    firstDevices[machine - 1] + machines.get(machine - 1).devices();
        }
    }

    /** A cluster of equal machines. */
    public static Cluster of(String name, int machines, Machine machine, Link between) {
        return new Cluster(name, Collections.nCopies(machines, machine), between);
    }

    public String name() {
        return name;
    }

    public List<Machine> machines() {
        return machines;
    }

    public Link between() {
        return between;
    }

    public int deviceCount() {
        return deviceCount;
    }

    public DeviceModel device(int device) {
        return machines.get(machineOf(device)).model();
    }

    /** The number of the machine a device is in. */
    public int machineOf(int device) {
        if (device < 0 || device >= deviceCount) {
            throw new IllegalArgumentException(
                    "The cluster has " + deviceCount + " devices, found gpu:" + device + ".");
        }
        int found = Arrays.binarySearch(firstDevices, device);
        return found >= 0 ? found : -found - 2;
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cluster cluster
                && name.equals(cluster.name)
                && between.equals(cluster.between)
                && machines.equals(cluster.machines);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, between, machines.size());
    }

    @Override
    public String toString() {
        return name;
    }
}
