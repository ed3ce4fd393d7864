package dev.partita.plan;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.hardware.Link;
import dev.partita.hardware.Machine;
import dev.partita.quantity.Bytes;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.quantity.Seconds;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A cluster as the user states it: a notation such as {@code virtual:2} or {@code a100-80g-sxm:16x8} and what was
 * changed about it. An empty change keeps the preset's figure.
 *
 * @param memoryBytes capacity of every device
 * @param linkBytesPerSecond bandwidth of every link, per direction
 * @param linkLatencySeconds latency of every link
 */
public record ClusterSpec(
        String notation,
        OptionalLong memoryBytes,
        OptionalDouble linkBytesPerSecond,
        OptionalDouble linkLatencySeconds) {
    public ClusterSpec {
        if (memoryBytes.isPresent() && memoryBytes.getAsLong() < 1) {
            throw new Refusal(Sentence.of("engine.cluster.memory", memoryBytes.getAsLong()));
        }
        if (linkBytesPerSecond.isPresent() && !(linkBytesPerSecond.getAsDouble() > 0)) {
            throw new Refusal(Sentence.of("engine.cluster.bandwidth", linkBytesPerSecond.getAsDouble()));
        }
        if (linkLatencySeconds.isPresent() && !(linkLatencySeconds.getAsDouble() >= 0)) {
            throw new Refusal(Sentence.of("engine.cluster.latency", linkLatencySeconds.getAsDouble()));
        }
    }

    public static ClusterSpec of(String notation) {
        return new ClusterSpec(notation, OptionalLong.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** @throws dev.partita.hardware.InvalidCluster if the notation names no cluster */
    public Cluster toCluster() {
        Cluster stated = Clusters.parse(notation);
        return new Cluster(
                stated.name(), stated.machines().stream().map(this::changed).toList(), changed(stated.between()));
    }

    private Machine changed(Machine machine) {
        Bytes capacity = memoryBytes.isPresent()
                ? new Bytes(memoryBytes.getAsLong())
                : machine.model().capacity();
        return new Machine(machine.devices(), machine.model().withCapacity(capacity), changed(machine.inside()));
    }

    private Link changed(Link link) {
        return new Link(
                linkBytesPerSecond.isPresent()
                        ? new BytesPerSecond(linkBytesPerSecond.getAsDouble())
                        : link.bandwidth(),
                linkLatencySeconds.isPresent() ? new Seconds(linkLatencySeconds.getAsDouble()) : link.latency());
    }
}
