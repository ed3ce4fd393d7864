package dev.partita.sweep;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Link;
import dev.partita.hardware.Machine;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.UpdateKernel.AdamWUpdate;
import dev.partita.profile.AnalyticCatalog;
import dev.partita.profile.CollectiveAlgorithm;
import dev.partita.profile.CollectiveCosts;
import dev.partita.profile.CollectiveKind;
import dev.partita.profile.Efficiency;
import dev.partita.profile.KernelCatalog;
import dev.partita.profile.RankGroup;
import dev.partita.tensor.DataType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The step of a GPT as Megatron-LM runs it: per stage the kernels of its layers and their tensor-parallel all-reduces,
 * 1F1B over the stages, then the all-reduce of fp16 gradients and Adam, neither hidden behind backward. Ranks are
 * numbered tensor degree first, then data, then pipeline, as Megatron numbers them.
 */
public final class SegmentModel implements StepPredictor {
    private static final int FP16_BYTES = 2;

    /** Weights, biases, and scales and shifts of two norms. */
    private static final int TENSORS_PER_LAYER = 12;

    private final Cluster cluster;
    private final Machine machine;
    private final KernelCatalog catalog;
    private final Efficiency efficiency;
    private final CollectiveCosts collectives;
    private final Map<PartKey, PartSeconds> parts = new ConcurrentHashMap<>();

    public SegmentModel(Cluster cluster, Efficiency efficiency, CollectiveCosts collectives) {
        this.cluster = cluster;
        this.machine = cluster.machines().getFirst();
        this.catalog = new AnalyticCatalog(machine.model(), efficiency);
        this.efficiency = efficiency;
        this.collectives = collectives;
    }

    /** Sizes that decide the kernels of all parts of a rank. */
    private record PartKey(long microbatch, long sequence, long width, long heads, long vocabulary, int tensor) {}

    private record PartSeconds(
            double blockForward,
            double blockBackward,
            double embeddingForward,
            double embeddingBackward,
            double headForward,
            double headBackward) {}

    @Override
    public StepPrediction predict(Configuration c) {
        PartSeconds part = parts.computeIfAbsent(
                new PartKey(c.microbatch(), c.sequence(), c.width(), c.heads(), c.vocabulary(), c.tensor()),
                key -> parts(c));
        double tensorSum = tensorSum(c);
        double[] forward = new double[c.pipeline()];
        double[] backward = new double[c.pipeline()];
        double exposed = 0;
        for (int stage = 0; stage < c.pipeline(); stage++) {
            double sums = stageSums(c, stage) * tensorSum;
            forward[stage] = stageForward(c, stage, part) + forwardSums(c, stage) * tensorSum;
            backward[stage] = stageBackward(c, stage, part) + sums - forwardSums(c, stage) * tensorSum;
            exposed = Math.max(exposed, sums);
        }
        double pipeline = pipelineSeconds(c, forward, backward);
        double gradients = gradientSum(c);
        double step = pipeline + gradients + update(c);
        double busy = 0;
        for (int stage = 0; stage < c.pipeline(); stage++) {
            busy += c.microbatches() * (forward[stage] + backward[stage]) / c.pipeline();
        }
        return new StepPrediction(
                step,
                Math.max(0, pipeline - busy) / step,
                (c.microbatches() * exposed + gradients) / step,
                TrainingMemory.of(c));
    }

    private PartSeconds parts(Configuration c) {
        LayerKernels block = LayerKernels.block(c.microbatch(), c.sequence(), c.width(), c.heads(), c.tensor());
        long vocabulary = c.vocabulary() / c.tensor();
        LayerKernels embedding = LayerKernels.embedding(c.microbatch(), c.sequence(), c.width(), vocabulary);
        LayerKernels head = LayerKernels.head(c.microbatch(), c.sequence(), c.width(), vocabulary);
        return new PartSeconds(
                seconds(block.forward()),
                seconds(block.backward()),
                seconds(embedding.forward()),
                seconds(embedding.backward()),
                seconds(head.forward()),
                seconds(head.backward()));
    }

    private double seconds(List<Kernel> kernels) {
        return kernels.stream()
                .mapToDouble(kernel -> catalog.cost(kernel).seconds())
                .sum();
    }

    private static double stageForward(Configuration c, int stage, PartSeconds part) {
        double seconds = c.stageLayers(stage) * part.blockForward();
        seconds += stage == 0 ? part.embeddingForward() : 0;
        return seconds + (stage == c.pipeline() - 1 ? part.headForward() : 0);
    }

    private static double stageBackward(Configuration c, int stage, PartSeconds part) {
        double again = c.recompute() == Recompute.FULL ? part.blockForward() : 0;
        double seconds = c.stageLayers(stage) * (part.blockBackward() + again);
        seconds += stage == 0 ? part.embeddingBackward() : 0;
        return seconds + (stage == c.pipeline() - 1 ? part.headBackward() : 0);
    }

    /** All-reduces of a microbatch's stream: two a layer in forward, and one after the embedding. */
    private static int forwardSums(Configuration c, int stage) {
        return 2 * c.stageLayers(stage) + (stage == 0 ? 1 : 0);
    }

    /** Forward's, two a layer in backward, two more where forward runs again, and one before the head. */
    private static int stageSums(Configuration c, int stage) {
        int backward = (c.recompute() == Recompute.FULL ? 4 : 2) * c.stageLayers(stage);
        return forwardSums(c, stage) + backward + (stage == c.pipeline() - 1 ? 1 : 0);
    }

    private double tensorSum(Configuration c) {
        double bytes = (double) FP16_BYTES * c.microbatch() * c.sequence() * c.width();
        return c.tensor() == 1
                ? 0
                : Math.max(allReduce(bytes, group(c.tensor(), 1)), efficiency.collectiveFloorSeconds(c.tensor()));
    }

    private double gradientSum(Configuration c) {
        return allReduce(FP16_BYTES * largestStage(c), group(c.data(), c.tensor()));
    }

    private double allReduce(double bytes, RankGroup group) {
        return collectives.seconds(CollectiveKind.ALL_REDUCE, CollectiveAlgorithm.RING, bytes, group);
    }

    /** Ranks that lie {@code stride} apart. */
    private RankGroup group(int ranks, int stride) {
        int fitting = Math.max(1, machine.devices() / stride);
        int perMachine = Math.min(ranks, fitting);
        while (ranks % perMachine != 0) {
            perMachine--;
        }
        return new RankGroup(ranks, perMachine, machine.inside(), cluster.between());
    }

    private double update(Configuration c) {
        int tensors = TENSORS_PER_LAYER * c.stageLayers(0);
        long elements = Math.round(largestStage(c) / tensors);
        return tensors
                * catalog.cost(new AdamWUpdate(elements, 0.9, 0.999, 1e-8, 0, false, DataType.FLOAT32))
                        .seconds();
    }

    /** Parameters of the rank that has most: one with a vocabulary. */
    static double largestStage(Configuration c) {
        double vocabulary = (double) c.vocabulary() * c.width() / c.tensor();
        double ends = c.pipeline() == 1 ? 2 * vocabulary : vocabulary;
        return c.stageLayers(0) * c.layerParameters() / c.tensor() + ends + (double) c.sequence() * c.width();
    }

    private double pipelineSeconds(Configuration c, double[] forward, double[] backward) {
        double[] hops = new double[c.pipeline() - 1];
        double bytes = (double) FP16_BYTES * c.microbatch() * c.sequence() * c.width();
        for (int stage = 0; stage < hops.length; stage++) {
            int sender = stage * c.tensor() * c.data();
            int receiver = sender + c.tensor() * c.data();
            boolean crosses = sender / machine.devices() != receiver / machine.devices();
            Link link = crosses ? cluster.between() : machine.inside();
            hops[stage] = collectives.pointToPoint(bytes, link, crosses);
        }
        double seconds = new OneForwardOneBackward(forward, backward, hops).seconds(c.microbatches());
        return c.interleaving() == 1 ? seconds : interleaved(c, forward, backward, seconds);
    }

    /** Interleaving divides what is not the slowest stage's own work (Narayanan et al. 2021, section 2.2.2). */
    private static double interleaved(Configuration c, double[] forward, double[] backward, double seconds) {
        double slowest = 0;
        for (int stage = 0; stage < forward.length; stage++) {
            slowest = Math.max(slowest, c.microbatches() * (forward[stage] + backward[stage]));
        }
        return slowest + (seconds - slowest) / c.interleaving();
    }
}
