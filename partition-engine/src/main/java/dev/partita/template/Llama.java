package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Add;
import dev.partita.operator.Combine;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Dispatch;
import dev.partita.operator.Embedding;
import dev.partita.operator.GroupedQueryAttention;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.LoadBalancingLoss;
import dev.partita.operator.RmsNorm;
import dev.partita.operator.RotaryPositions;
import dev.partita.operator.SwiGlu;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * The decoder of Llama 2 and 3 (Touvron et al. 2023, Grattafiori et al. 2024) and of Mixtral (Jiang et al. 2024): blocks
 * that divide by the root mean square before attention and before the MLP, rotary positions, groups of heads that share
 * keys and values, SwiGLU, no biases, a head of its own. The projections to queries, keys and values are one Linear.
 *
 * @param layers decoder blocks
 * @param width h, the residual stream; divisible by {@code heads}
 * @param keyHeads heads of keys and values
 * @param hidden width inside the MLP, or inside each expert
 * @param sequence tokens of one sample
 * @param theta base of the rotary wavelengths
 * @param experts what replaces the MLP of every block, if anything does
 * @param embeddings how the token embedding starts
 * @param weights how every Linear starts
 * @param variant where relatives differ from Llama
 */
public record Llama(
        int layers,
        long width,
        long heads,
        long keyHeads,
        long hidden,
        long sequence,
        long vocabulary,
        double theta,
        Optional<Experts> experts,
        Initialization embeddings,
        Initialization weights,
        Variant variant) {
    static final Initialization WEIGHTS = new Normal(0.02);
    private static final double EPSILON = 1e-5;

    /**
     * Where relatives differ from Llama.
     *
     * @param epsilon added by every normalization
     * @param headSize may differ from {@code width / heads}
     * @param tied whether the head's weight is the embedding's
     * @param queryBias whether the projection to queries, keys and values has a bias, as in Qwen2
     * @param outputBias whether the projection behind attention has one
     */
    public record Variant(double epsilon, long headSize, boolean tied, boolean queryBias, boolean outputBias) {}

    /** As published. */
    public Llama(
            int layers,
            long width,
            long heads,
            long keyHeads,
            long hidden,
            long sequence,
            long vocabulary,
            double theta,
            Optional<Experts> experts,
            Initialization embeddings,
            Initialization weights) {
        this(
                layers,
                width,
                heads,
                keyHeads,
                hidden,
                sequence,
                vocabulary,
                theta,
                experts,
                embeddings,
                weights,
                new Variant(EPSILON, width / heads, false, false, false));
    }

    /**
     * A mixture of experts.
     *
     * @param choices experts of one token
     * @param capacityFactor rows of an expert over its fair share of the microbatch
     * @param balance coefficient of the load-balancing loss; 0 leaves it out
     */
    public record Experts(long count, long choices, double capacityFactor, double balance) {}

    /** The model with its losses, reading {@code tokens} and {@code targets}: int32 {@code [sample, sequence]}. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port tokens = graph.add("tokens", new Input("tokens", Shape.of(sequence), DataType.INT32));
        Port targets = graph.add("targets", new Input("targets", Shape.of(sequence), DataType.INT32));
        Port stream = graph.add("embedding", new Embedding(vocabulary, width, embeddings), tokens);
        for (int block = 0; block < layers; block++) {
            String scope = "decoder/" + block + "/";
            stream = attention(graph, scope + "attention/", stream);
            stream = experts.isEmpty()
                    ? mlp(graph, scope + "mlp/", stream)
                    : mixture(graph, scope + "mixture/", experts.get(), stream);
        }
        stream = graph.add("norm", new RmsNorm(width, variant.epsilon()), stream);
        Map<String, String> shared = variant.tied() ? Map.of("weight", "embedding.weight") : Map.of();
        Port logits = graph.addShared("head", linear(width, vocabulary), shared, stream);
        graph.add("loss", new CrossEntropyLoss(), logits, targets);
        return graph.build();
    }

    private Port attention(GraphBuilder graph, String scope, Port stream) {
        long headSize = variant.headSize();
        GroupedQueryAttention attention = new GroupedQueryAttention(heads, keyHeads, headSize, true);
        Port x = graph.add(scope + "norm", new RmsNorm(width, variant.epsilon()), stream);
        x = graph.add(scope + "qkv", new Linear(width, attention.packedWidth(), variant.queryBias(), weights), x);
        x = graph.add(scope + "rotary", new RotaryPositions(heads + keyHeads, headSize, theta), x);
        x = graph.add(scope + "attention", attention, x);
        x = graph.add(scope + "projection", new Linear(heads * headSize, width, variant.outputBias(), weights), x);
        return graph.add(scope + "add", new Add(), stream, x);
    }

    private Port mlp(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "norm", new RmsNorm(width, variant.epsilon()), stream);
        return graph.add(scope + "add", new Add(), stream, gated(graph, scope, x));
    }

    private Port gated(GraphBuilder graph, String scope, Port x) {
        Port gate = graph.add(scope + "gate", linear(width, hidden), x);
        Port up = graph.add(scope + "up", linear(width, hidden), x);
        Port y = graph.add(scope + "swiglu", new SwiGlu(), gate, up);
        return graph.add(scope + "down", linear(hidden, width), y);
    }

    private Port mixture(GraphBuilder graph, String scope, Experts sizes, Port stream) {
        long count = sizes.count();
        Port x = graph.add(scope + "norm", new RmsNorm(width, variant.epsilon()), stream);
        Port logits = graph.add(scope + "router", linear(width, count), x);
        if (sizes.balance() > 0) {
            graph.add(scope + "balance", new LoadBalancingLoss(count, sizes.choices(), sizes.balance()), logits);
        }
        String dispatch = scope + "dispatch";
        graph.add(dispatch, new Dispatch(count, sizes.choices(), sizes.capacityFactor()), x, logits);
        Port[] collected = new Port[Math.toIntExact(count + 1)];
        collected[0] = logits;
        for (int expert = 0; expert < count; expert++) {
            collected[expert + 1] = gated(graph, scope + "expert/" + expert + "/", new Port(dispatch, expert));
        }
        Port y = graph.add(scope + "combine", new Combine(count, sizes.choices(), sizes.capacityFactor()), collected);
        return graph.add(scope + "add", new Add(), stream, y);
    }

    private Linear linear(long inputs, long outputs) {
        return new Linear(inputs, outputs, false, weights);
    }
}
