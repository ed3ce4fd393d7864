package dev.partita.program;

import dev.partita.hardware.Cluster;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.Kernel;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Lowering;
import dev.partita.profile.CollectiveTimes;
import dev.partita.profile.KernelCatalog;
import dev.partita.profile.KernelCost;
import dev.partita.profile.Profile;
import dev.partita.sharding.Mesh;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A catalog's answers during one compilation. Equal layers share their kernels, so asking by identity first leaves a few
 * dozen questions of thousands; and all steps of a program are costed alike, even if the catalog learns meanwhile.
 */
final class KernelCosts {
    private static final KernelCost NOTHING = new KernelCost(0, 0, false);

    private final KernelCatalog catalog;
    private final Cluster cluster;
    private final CollectiveTimes collectives;
    private final Map<Along, ToDoubleFunction<CollectiveKernel>> groups = new HashMap<>();
    private final Map<Kernel, KernelCost> known = new IdentityHashMap<>();

    private record Along(Mesh mesh, int axis) {}

    KernelCosts(Profile profile, Cluster cluster) {
        this.catalog = profile.catalog();
        this.collectives = profile.collectives();
        this.cluster = cluster;
    }

    /** Seconds of a collective on a mesh, each of whose groups meets by itself. */
    double seconds(CollectiveKernel kernel, Mesh mesh) {
        if (kernel.passes() == 0) {
            return kernel.trafficBytes()
                    / cluster.device(mesh.devices().getFirst())
                            .memoryBandwidth()
                            .rate();
        }
        return groups.computeIfAbsent(
                        new Along(mesh, kernel.axis()),
                        along -> collectives.among(along.mesh().firstGroupDevices(along.axis()), cluster))
                .applyAsDouble(kernel);
    }

    /** Until the last flow is over, if every device sends, and receives, one after the other at its links' rates. */
    double seconds(List<Flow> flows) {
        Map<Integer, Double> sending = new HashMap<>();
        Map<Integer, Double> receiving = new HashMap<>();
        double latency = 0;
        double busiest = 0;
        for (Flow flow : flows) {
            if (flow.from() == flow.to()) {
                continue;
            }
            double seconds = collectives.messageSeconds(flow.bytes(), flow.from(), flow.to(), cluster);
            latency = Math.max(
                    latency, cluster.link(flow.from(), flow.to()).latency().value());
            busiest = Math.max(busiest, sending.merge(flow.from(), seconds, Double::sum));
            busiest = Math.max(busiest, receiving.merge(flow.to(), seconds, Double::sum));
        }
        return latency + busiest;
    }

    /** Seconds of a segment on a mesh. */
    double seconds(Draft.SegmentDraft segment, Mesh mesh) {
        double sum = 0;
        for (Draft.StepDraft step : segment.steps) {
            sum += step.kernel() instanceof CollectiveKernel collective
                    ? seconds(collective, mesh)
                    : of(step.kernel()).seconds();
        }
        return sum;
    }

    /** Seconds of a layer on one rank, forward and backward, without collectives. */
    double seconds(Lowering lowering) {
        double sum = 0;
        for (List<KernelCall> calls : List.of(
                lowering.forward(),
                lowering.backwardPreparation(),
                lowering.inputGradient(),
                lowering.weightGradient())) {
            for (KernelCall call : calls) {
                sum += of(call.kernel()).seconds();
            }
        }
        return sum;
    }

    /** What a device needs for a kernel; for a collective nothing by itself. */
    KernelCost of(Kernel kernel) {
        if (kernel instanceof CollectiveKernel) {
            return NOTHING;
        }
        KernelCost cost = known.get(kernel);
        if (cost == null) {
            cost = catalog.cost(kernel);
            known.put(kernel, cost);
        }
        return cost;
    }
}
