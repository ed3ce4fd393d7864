package dev.partita.deduction;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Ring;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Mesh;
import java.util.List;

/** Seconds to bring a tensor from one distribution along a mesh axis to another. */
record ConversionCost(Ring ring, double memoryBytesPerSecond) {

    static ConversionCost along(Mesh mesh, int axis, Cluster cluster) {
        List<Integer> devices = mesh.firstGroupDevices(axis);
        double memory = cluster.device(devices.getFirst()).memoryBandwidth().rate();
        return new ConversionCost(Ring.of(devices, cluster), memory);
    }

    double seconds(Distribution from, Distribution to, double bytes) {
        if (from.equals(to)) {
            return 0;
        }
        if (from instanceof Distribution.Replicate) {
            return 2 * bytes / ring.ranks() / memoryBytesPerSecond;
        }
        boolean allReduce = from instanceof Distribution.Partial && to instanceof Distribution.Replicate;
        return allReduce ? ring.allReduce(bytes) : ring.pass(bytes);
    }

    double allReduce(double bytes) {
        return ring.allReduce(bytes);
    }
}
