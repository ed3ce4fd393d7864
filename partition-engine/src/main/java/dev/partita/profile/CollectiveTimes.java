package dev.partita.profile;

import dev.partita.hardware.Cluster;
import dev.partita.kernel.CollectiveKernel;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How long devices take to send each other something: from what is declared of their links, or from what was measured. */
public interface CollectiveTimes {
    /**
     * Seconds of the collectives of a group of devices.
     *
     * @param devices along one axis of a mesh, in order
     */
    ToDoubleFunction<CollectiveKernel> among(List<Integer> devices, Cluster cluster);

    /** Seconds from the first to the last byte of a message. */
    double messageSeconds(long bytes, int from, int to, Cluster cluster);
}
