package dev.partita.hardware;

import dev.partita.quantity.Bytes;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.quantity.FlopsPerSecond;
import dev.partita.quantity.InvalidQuantity;
import dev.partita.quantity.Quantities;
import dev.partita.quantity.Seconds;
import dev.partita.tensor.DataType;
import dev.partita.text.Clause;
import dev.partita.text.Sentence;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clusters of workers on this machine: {@code virtual:N[@MEMORY[,BANDWIDTH]]}. */
final class VirtualCluster {
    static final String NAME = "virtual";

    /** Each virtual device is a thread with an arena of its own. */
    private static final int MAXIMUM_DEVICES = 64;

    private static final Bytes MEMORY = Bytes.gibibytes(1);
    private static final BytesPerSecond BANDWIDTH = BytesPerSecond.gigabytes(1);
    private static final Seconds LATENCY = new Seconds(50e-6);

    /**
     * Nominal figures of one processor core with wide vector units; predictions use what is measured on this machine
     * instead.
     */
    private static final BytesPerSecond NOMINAL_MEMORY_BANDWIDTH = BytesPerSecond.gigabytes(10);

    private static final FlopsPerSecond NOMINAL_PEAK = FlopsPerSecond.teraflops(0.2);

    private static final Pattern SIZE = Pattern.compile("(-?\\d{1,18})(?:@([^,]*)(?:,(.*))?)?");

    private VirtualCluster() {}

    static Cluster parse(String notation, String size) {
        Matcher parts = SIZE.matcher(size);
        if (!parts.matches()) {
            throw new InvalidCluster(Sentence.of("engine.cluster.virtual", notation));
        }
        long devices = Long.parseLong(parts.group(1));
        if (devices < 1 || devices > MAXIMUM_DEVICES) {
            throw new InvalidCluster(Sentence.of(
                    "engine.cluster.virtual_size", MAXIMUM_DEVICES, devices, Math.clamp(devices, 1, MAXIMUM_DEVICES)));
        }
        try {
            return cluster(notation, (int) devices, parts);
        } catch (InvalidQuantity amount) {
            throw new InvalidCluster(
                    Sentence.of("engine.cluster.virtual_amount", new Clause(amount.sentence()), devices));
        }
    }

    private static Cluster cluster(String notation, int devices, Matcher parts) {
        Bytes memory = parts.group(2) == null ? MEMORY : Quantities.bytes(parts.group(2));
        BytesPerSecond bandwidth = parts.group(3) == null ? BANDWIDTH : Quantities.bandwidth(parts.group(3));
        Link link = new Link(bandwidth, LATENCY);
        DeviceModel worker =
                new DeviceModel(NAME, memory, NOMINAL_MEMORY_BANDWIDTH, Map.of(DataType.FLOAT32, NOMINAL_PEAK), true);
        return Cluster.of(notation, 1, new Machine(devices, worker, link), link);
    }
}
