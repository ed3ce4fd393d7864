package dev.partita.profile;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Ring;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.quantity.Bytes;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Links carry what is declared of them, and collectives go around in rings: how the executor paces both. */
record DeclaredLinks() implements CollectiveTimes {
    @Override
    public ToDoubleFunction<CollectiveKernel> among(List<Integer> devices, Cluster cluster) {
        Ring ring = Ring.of(devices, cluster);
        return kernel -> kernel.passes() * ring.pass(kernel.wholeBytes());
    }

    @Override
    public double messageSeconds(long bytes, int from, int to, Cluster cluster) {
        return new Bytes(bytes).over(cluster.link(from, to).bandwidth()).value();
    }
}
