package dev.partita.cpu;

import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.AttentionShape;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.PositionBiasKernel.Buckets;
import dev.partita.kernel.PositionBiasKernel.PositionBias;
import dev.partita.kernel.PositionBiasKernel.PositionBiasGradient;
import dev.partita.kernel.RotaryKernel;
import dev.partita.kernel.RoutingKernel;
import dev.partita.kernel.RoutingKernel.Routes;
import dev.partita.tensor.DataType;
import java.util.List;
import java.util.Random;

/** The kernels of text models for {@link RandomKernels}. */
final class TextKernels {
    private static final DataType FLOAT = DataType.FLOAT32;

    private final List<Kernel> kernels;
    private final Random random;

    private TextKernels(List<Kernel> kernels, Random random) {
        this.kernels = kernels;
        this.random = random;
    }

    static void add(List<Kernel> kernels, Random random) {
        TextKernels text = new TextKernels(kernels, random);
        text.attention();
        text.positions();
        text.elements();
        text.routing();
    }

    /** A row of an expert, or none. */
    static double slot(Routes routes, int index) {
        return index % (routes.experts() * routes.capacity() + 1) - 1;
    }

    private void attention() {
        long keyHeads = size(3);
        AttentionShape grouped = AttentionShape.grouped(
                size(3), size(40), keyHeads * size(4), keyHeads, size(20), random.nextBoolean(), FLOAT);
        kernels.add(new AttentionKernel.Attention(grouped, false));
        kernels.add(new AttentionKernel.AttentionGradient(grouped));
        long heads = size(4);
        AttentionShape cross = new AttentionShape(
                size(3), size(40), size(40), heads, heads, size(20), false, false, random.nextBoolean(), FLOAT);
        kernels.add(new AttentionKernel.Attention(cross, random.nextBoolean()));
        kernels.add(new AttentionKernel.AttentionGradient(cross));
        long sequence = size(40);
        AttentionShape biased = new AttentionShape(
                size(3), sequence, sequence, heads, heads, size(20), true, random.nextBoolean(), false, FLOAT);
        kernels.add(new AttentionKernel.Attention(biased, true));
        kernels.add(new AttentionKernel.AttentionBiasGradient(biased));
    }

    private void positions() {
        long heads = size(4);
        long headSize = 2 * size(20);
        long width = heads * headSize + size(20) - 1;
        boolean inverse = random.nextBoolean();
        kernels.add(new RotaryKernel(size(3), size(30), width, heads, headSize, 10_000, inverse, FLOAT));
        Buckets distances = new Buckets(2 * (1 + size(15)), 64, random.nextBoolean());
        kernels.add(new PositionBias(heads, size(60), size(60), distances, FLOAT));
        kernels.add(new PositionBiasGradient(heads, size(60), size(60), distances, FLOAT));
    }

    private void elements() {
        long rows = size(300);
        long columns = size(70);
        kernels.add(new NormalizationKernel.RmsNorm(rows, columns, 1e-5, FLOAT));
        kernels.add(new NormalizationKernel.RmsNormInputGradient(rows, columns, FLOAT));
        kernels.add(new NormalizationKernel.RmsNormWeightGradient(rows, columns, FLOAT));
        kernels.add(new ElementwiseKernel.SwiGlu(size(300), FLOAT));
        kernels.add(new ElementwiseKernel.SwiGluGradient(size(300), FLOAT));
        kernels.add(new ElementwiseKernel.Scale(0.3, size(300), FLOAT));
    }

    private void routing() {
        long experts = size(6);
        Routes routes = new Routes(size(60), experts, 1 + random.nextInt((int) experts), size(30));
        long width = size(70);
        boolean weighted = random.nextBoolean();
        kernels.add(new RoutingKernel.Route(routes, FLOAT));
        kernels.add(new RoutingKernel.RouteGradient(routes, FLOAT));
        kernels.add(new RoutingKernel.SendTokens(routes, width, weighted, FLOAT));
        kernels.add(new RoutingKernel.CollectTokens(routes, width, weighted, FLOAT));
        kernels.add(new RoutingKernel.GateGradient(routes, width, FLOAT));
        kernels.add(new RoutingKernel.BalanceLoss(routes, 0.1, size(5), FLOAT));
        kernels.add(new RoutingKernel.BalanceGradient(routes, 0.1, size(5), FLOAT));
    }

    private long size(int largest) {
        return 1 + random.nextInt(largest);
    }
}
