package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Dropout;
import dev.partita.operator.Embedding;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.SelfAttention;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.Map;

/**
 * The decoder of GPT-2 and GPT-3: learned positions, blocks that normalize before attention and before the MLP, GELU in
 * its tanh form, a last LayerNorm and a head without bias. Every other Linear has one.
 *
 * <p>Initialization is GPT-2's (Radford et al. 2019, section 2.3): normal with deviation 0.02, and projections that
 * write into the residual stream scaled by {@code 1/sqrt(2 layers)}. With dropout, it follows the embeddings and both
 * projections; attention probabilities are never dropped.
 *
 * @param layers decoder blocks
 * @param width h, the residual stream; divisible by {@code heads}
 * @param sequence s, tokens of one sample
 * @param tied whether the head's weight is the embedding's
 * @param embeddings how the token and position embeddings start
 * @param style where later models differ from GPT-2
 */
public record Gpt(
        int layers,
        long width,
        long heads,
        long sequence,
        long vocabulary,
        double dropout,
        boolean tied,
        Initialization embeddings,
        Style style) {
    private static final Initialization WEIGHTS = new Normal(0.02);
    private static final double EPSILON = 1e-5;

    /** With the blocks of GPT-2. */
    public Gpt(
            int layers,
            long width,
            long heads,
            long sequence,
            long vocabulary,
            double dropout,
            boolean tied,
            Initialization embeddings) {
        this(
                layers,
                width,
                heads,
                sequence,
                vocabulary,
                dropout,
                tied,
                embeddings,
                new Style(4 * width, Function.GELU_TANH, EPSILON, WEIGHTS));
    }

    /** The same with embeddings that start as GPT-2's. */
    public Gpt(int layers, long width, long heads, long sequence, long vocabulary, double dropout, boolean tied) {
        this(layers, width, heads, sequence, vocabulary, dropout, tied, WEIGHTS);
    }

    /** The model with its loss, reading {@code tokens} and {@code targets}: int32 {@code [sample, sequence]}. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port tokens = graph.add("tokens", tokens("tokens"));
        Port targets = graph.add("targets", tokens("targets"));
        Port stream = graph.add("embedding", new Embedding(vocabulary, width, embeddings), tokens);
        stream = graph.add("positions", new PositionEmbedding(sequence, width, embeddings), stream);
        stream = dropped(graph, "dropout", stream);
        for (int block = 0; block < layers; block++) {
            stream = attention(graph, "decoder/" + block + "/attention/", stream);
            stream = mlp(graph, "decoder/" + block + "/mlp/", stream);
        }
        stream = graph.add("norm", new LayerNorm(width, style.epsilon()), stream);
        Map<String, String> shared = tied ? Map.of("weight", "embedding.weight") : Map.of();
        Port logits = graph.addShared("head", new Linear(width, vocabulary, false, style.weights()), shared, stream);
        graph.add("loss", new CrossEntropyLoss(), logits, targets);
        return graph.build();
    }

    private Port attention(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "norm", new LayerNorm(width, style.epsilon()), stream);
        x = graph.add(scope + "qkv", new Linear(width, 3 * width, true, style.weights()), x);
        x = graph.add(scope + "attention", new SelfAttention(heads, width / heads, true), x);
        x = graph.add(scope + "projection", new Linear(width, width, true, residual()), x);
        x = dropped(graph, scope + "dropout", x);
        return graph.add(scope + "add", new Add(), stream, x);
    }

    private Port mlp(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "norm", new LayerNorm(width, style.epsilon()), stream);
        x = graph.add(scope + "up", new Linear(width, style.hidden(), true, style.weights()), x);
        x = graph.add(scope + "gelu", new Activation(style.activation()), x);
        x = graph.add(scope + "down", new Linear(style.hidden(), width, true, residual()), x);
        x = dropped(graph, scope + "dropout", x);
        return graph.add(scope + "add", new Add(), stream, x);
    }

    private Port dropped(GraphBuilder graph, String id, Port x) {
        return dropout > 0 ? graph.add(id, new Dropout(dropout), x) : x;
    }

    private Initialization residual() {
        return style.weights() instanceof Normal normal
                ? new Normal(normal.standardDeviation() / Math.sqrt(2.0 * layers))
                : style.weights();
    }

    private Input tokens(String input) {
        return new Input(input, Shape.of(sequence), DataType.INT32);
    }
}
