package dev.partita.accuracy;

import dev.partita.hardware.Cluster;
import dev.partita.operator.Division;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Recompute;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.sharding.Axis;
import dev.partita.sweep.Configuration;
import dev.partita.template.Gpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A configuration as the plan that a user would draw for it: the GPT template in bf16, a mesh of data and tensor ranks for
 * every stage, each layer divided as Megatron does (Shoeybi et al. 2019), 1F1B, AdamW without clipping.
 */
final class MegatronPlan {
    private static final double DROPOUT = 0.1;
    private static final String DATA = "data";
    private static final String TENSOR = "tensor";

    /** What follows a block's scope in the names of its layers, and how those are divided over tensor ranks. */
    private static final Map<String, Division.Kind> OF_BLOCK = Map.of(
            "/attention/qkv", Division.Kind.COLUMNS,
            "/attention/attention", Division.Kind.HEADS,
            "/attention/projection", Division.Kind.ROWS,
            "/mlp/up", Division.Kind.COLUMNS,
            "/mlp/gelu", Division.Kind.COLUMNS,
            "/mlp/down", Division.Kind.ROWS);

    private final Configuration sizes;
    private final List<Rule> rules = new ArrayList<>();

    private MegatronPlan(Configuration sizes) {
        this.sizes = sizes;
    }

    /** @param sizes without interleaving, which is another placement */
    static Plan of(Configuration sizes, Cluster cluster) {
        Gpt model = new Gpt(
                sizes.layers(), sizes.width(), sizes.heads(), sizes.sequence(), sizes.vocabulary(), DROPOUT, false);
        return new Plan(model.graph("gpt"), cluster, new MegatronPlan(sizes).placement(), training(sizes));
    }

    private static Training training(Configuration sizes) {
        return new Training(
                        sizes.globalBatch(),
                        sizes.microbatch() * sizes.data(),
                        Schedule.ONE_FORWARD_ONE_BACKWARD,
                        Optimizer.AdamW.DEFAULT,
                        LearningRate.constant(1e-4),
                        0,
                        switch (sizes.recompute()) {
                            case NONE -> Recompute.NONE;
                            case FULL -> Recompute.FULL;
                        })
                .with(Precision.BF16);
    }

    private Placement placement() {
        place("embedding", Division.Kind.VOCABULARY, 0);
        place("positions", Division.Kind.COPY, 0);
        place("dropout", Division.Kind.COPY, 0);
        int first = 0;
        for (int stage = 0; stage < sizes.pipeline(); stage++) {
            int next = first + sizes.stageLayers(stage);
            String blocks = "decoder/{" + first + ".." + (next - 1) + "}";
            place(blocks, Division.Kind.COPY, stage);
            int here = stage;
            OF_BLOCK.forEach((layer, kind) -> place(blocks + layer, kind, here));
            first = next;
        }
        place("norm", Division.Kind.COPY, sizes.pipeline() - 1);
        place("head", Division.Kind.COLUMNS, sizes.pipeline() - 1);
        place("loss", Division.Kind.VOCABULARY, sizes.pipeline() - 1);
        return new Placement(rules);
    }

    private void place(String pattern, Division.Kind overTensorRanks, int stage) {
        int ranks = sizes.data() * sizes.tensor();
        List<Integer> devices =
                IntStream.range(stage * ranks, (stage + 1) * ranks).boxed().toList();
        List<Axis> mesh = List.of(new Axis(DATA, sizes.data()), new Axis(TENSOR, sizes.tensor()));
        Map<String, String> splits = Map.of(DATA, Division.Kind.BATCH.word(), TENSOR, overTensorRanks.word());
        rules.add(new Rule(pattern, devices, mesh, splits));
    }
}
