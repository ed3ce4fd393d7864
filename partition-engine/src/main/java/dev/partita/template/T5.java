package dev.partita.template;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.operator.Add;
import dev.partita.operator.CrossAttention;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Embedding;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.RelativeAttention;
import dev.partita.operator.RmsNorm;
import dev.partita.operator.Scale;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.Map;

/**
 * T5 as first published (Raffel et al. 2020): an encoder whose output every block of the decoder reads, relative
 * positions from one table for all blocks of each, RMS norms, ReLU, no biases, one embedding for both sides and the head,
 * whose input is divided by the root of the width. Dropout is left out.
 *
 * <p>Weights start as in the published code. Queries, keys and values of self-attention are one Linear, whose deviation
 * gives scores the variance of the published ones; its values start that much smaller.
 *
 * @param layers blocks of the encoder, and of the decoder
 * @param width h, the residual stream
 * @param headSize may differ from {@code width / heads}
 * @param hidden width inside the MLP
 * @param source tokens that the encoder reads
 * @param target tokens that the decoder reads and predicts
 */
public record T5(
        int layers, long width, long heads, long headSize, long hidden, long source, long target, long vocabulary) {
    private static final String EMBEDDING = "encoder.embedding.weight";
    private static final double EPSILON = 1e-6;
    private static final long BUCKETS = 32;
    private static final long LARGEST_DISTANCE = 128;

    /** The model with its loss, reading {@code source}, {@code tokens} and {@code targets}: int32. */
    public ModelGraph graph(String name) {
        GraphBuilder graph = new GraphBuilder(name);
        Port read = graph.add("source", new Input("source", Shape.of(source), DataType.INT32));
        Port tokens = graph.add("tokens", new Input("tokens", Shape.of(target), DataType.INT32));
        Port targets = graph.add("targets", new Input("targets", Shape.of(target), DataType.INT32));
        Port encoded = encoder(graph, read);
        Port decoded = decoder(graph, tokens, encoded);
        Linear head = new Linear(width, vocabulary, false, new Normal(1));
        Port logits = graph.addShared("head", head, Map.of("weight", EMBEDDING), decoded);
        graph.add("loss", new CrossEntropyLoss(), logits, targets);
        return graph.build();
    }

    private Port encoder(GraphBuilder graph, Port source) {
        Port stream = graph.add("encoder/embedding", embedding(), source);
        for (int block = 0; block < layers; block++) {
            stream = attention(graph, "encoder", block, false, stream);
            stream = mlp(graph, "encoder/" + block + "/mlp/", stream);
        }
        return graph.add("encoder/norm", norm(), stream);
    }

    private Port decoder(GraphBuilder graph, Port tokens, Port encoded) {
        Port stream = graph.addShared("decoder/embedding", embedding(), Map.of("weight", EMBEDDING), tokens);
        for (int block = 0; block < layers; block++) {
            stream = attention(graph, "decoder", block, true, stream);
            stream = cross(graph, "decoder/" + block + "/cross/", stream, encoded);
            stream = mlp(graph, "decoder/" + block + "/mlp/", stream);
        }
        stream = graph.add("decoder/norm", norm(), stream);
        return graph.add("decoder/scale", new Scale(1 / Math.sqrt(width)), stream);
    }

    private Port attention(GraphBuilder graph, String side, int block, boolean causal, Port stream) {
        String scope = side + "/" + block + "/attention/";
        RelativeAttention attention = new RelativeAttention(heads, headSize, causal, BUCKETS, LARGEST_DISTANCE);
        Initialization scores = new Normal(Math.pow(width, -0.5) * Math.pow(headSize, -0.25));
        Port x = graph.add(scope + "norm", norm(), stream);
        x = graph.add(scope + "qkv", new Linear(width, 3 * inner(), false, scores), x);
        x = graph.addShared(
                scope + "attention", attention, Map.of("weight", side + ".0.attention.attention.weight"), x);
        x = graph.add(scope + "projection", linear(inner(), width), x);
        return graph.add(scope + "add", new Add(), stream, x);
    }

    private Port cross(GraphBuilder graph, String scope, Port stream, Port encoded) {
        Initialization queries = new Normal(Math.pow((double) width * headSize, -0.5));
        Port x = graph.add(scope + "norm", norm(), stream);
        Port q = graph.add(scope + "q", new Linear(width, inner(), false, queries), x);
        Port kv = graph.add(scope + "kv", linear(width, 2 * inner()), encoded);
        x = graph.add(scope + "attention", new CrossAttention(heads, headSize, false), q, kv);
        x = graph.add(scope + "projection", linear(inner(), width), x);
        return graph.add(scope + "add", new Add(), stream, x);
    }

    private Port mlp(GraphBuilder graph, String scope, Port stream) {
        Port x = graph.add(scope + "norm", norm(), stream);
        x = graph.add(scope + "up", linear(width, hidden), x);
        x = graph.add(scope + "relu", new Activation(Function.RELU), x);
        x = graph.add(scope + "down", linear(hidden, width), x);
        return graph.add(scope + "add", new Add(), stream, x);
    }

    private long inner() {
        return heads * headSize;
    }

    private Embedding embedding() {
        return new Embedding(vocabulary, width, new Normal(1));
    }

    private RmsNorm norm() {
        return new RmsNorm(width, EPSILON);
    }

    private static Linear linear(long inputs, long outputs) {
        return new Linear(inputs, outputs, false, new Normal(Math.pow(inputs, -0.5)));
    }
}
