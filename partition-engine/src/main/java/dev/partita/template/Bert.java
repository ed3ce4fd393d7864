package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.Embedding;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.MaskedCrossEntropyLoss;
import dev.partita.operator.PositionEmbedding;
import dev.partita.operator.SelfAttention;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.Map;

/**
 * The encoder of BERT (Devlin et al. 2019) with its masked language model: every position sees all others, blocks
 * normalize after each sum, GELU in the tanh form of the published code; the head's last Linear shares the token
 * embedding's weight and has a bias of its own. Prediction of the next sentence and dropout are left out.
 *
 * @param layers encoder blocks
 * @param width h, the residual stream; divisible by {@code heads}
 * @param sequence tokens of one sample
 * @param predictions masked tokens of one sample
 * @param tokenTypes kinds of tokens, such as first and second sentence
 * @param embeddings how the embeddings start
 * @param style where later models differ from the published ones
 */
public record Bert(
        int layers,
        long width,
        long heads,
        long sequence,
        long vocabulary,
        long predictions,
        long tokenTypes,
        Initialization embeddings,
        Style style) {
    static final Initialization WEIGHTS = new Normal(0.02);
    private static final double EPSILON = 1e-12;
    private static final long TOKEN_TYPES = 2;

    /** With the blocks of the published models. */
    public Bert(
            int layers,
            long width,
            long heads,
            long sequence,
            long vocabulary,
            long predictions,
            Initialization embeddings) {
        this(
                layers,
                width,
                heads,
                sequence,
                vocabulary,
                predictions,
                TOKEN_TYPES,
                embeddings,
                new Style(4 * width, Function.GELU_TANH, EPSILON, WEIGHTS));
    }

    /**
     * The model with its loss, reading {@code masked_tokens}, {@code token_types} and {@code masked_targets}: int32
     * {@code [sample, sequence]}.
     */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port tokens = input(graph, "masked_tokens");
        Port types = input(graph, "token_types");
        Port targets = input(graph, "masked_targets");
        Port x = graph.add("embedding/tokens", new Embedding(vocabulary, width, embeddings), tokens);
        Port y = graph.add("embedding/types", new Embedding(tokenTypes, width, embeddings), types);
        x = graph.add("embedding/add", new Add(), x, y);
        x = graph.add("embedding/positions", new PositionEmbedding(sequence, width, embeddings), x);
        Port stream = graph.add("embedding/norm", norm(), x);
        for (int block = 0; block < layers; block++) {
            stream = attention(graph, "encoder/" + block + "/attention/", stream);
            stream = mlp(graph, "encoder/" + block + "/mlp/", stream);
        }
        graph.add("loss", new MaskedCrossEntropyLoss(predictions), head(graph, stream), targets);
        return graph.build();
    }

    private Port input(GraphBuilder graph, String name) {
        return graph.add(name, new Input(name, Shape.of(sequence), DataType.INT32));
    }

    private Port attention(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "qkv", linear(width, 3 * width), stream);
        x = graph.add(scope + "attention", new SelfAttention(heads, width / heads, false), x);
        x = graph.add(scope + "projection", linear(width, width), x);
        x = graph.add(scope + "add", new Add(), stream, x);
        return graph.add(scope + "norm", norm(), x);
    }

    private Port mlp(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "up", linear(width, style.hidden()), stream);
        x = graph.add(scope + "gelu", new Activation(style.activation()), x);
        x = graph.add(scope + "down", linear(style.hidden(), width), x);
        x = graph.add(scope + "add", new Add(), stream, x);
        return graph.add(scope + "norm", norm(), x);
    }

    private Port head(GraphBuilder graph, Port stream) {
        Port x = graph.add("head/dense", linear(width, width), stream);
        x = graph.add("head/gelu", new Activation(style.activation()), x);
        x = graph.add("head/norm", norm(), x);
        return graph.addShared(
                "head/tokens", linear(width, vocabulary), Map.of("weight", "embedding.tokens.weight"), x);
    }

    private LayerNorm norm() {
        return new LayerNorm(width, style.epsilon());
    }

    private Linear linear(long inputs, long outputs) {
        return new Linear(inputs, outputs, true, style.weights());
    }
}
