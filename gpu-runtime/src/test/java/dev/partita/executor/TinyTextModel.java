package dev.partita.executor;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Add;
import dev.partita.operator.Combine;
import dev.partita.operator.CrossAttention;
import dev.partita.operator.Dispatch;
import dev.partita.operator.Embedding;
import dev.partita.operator.GroupedQueryAttention;
import dev.partita.operator.Initialization.Normal;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.operator.LoadBalancingLoss;
import dev.partita.operator.MaskedCrossEntropyLoss;
import dev.partita.operator.Operator;
import dev.partita.operator.RelativeAttention;
import dev.partita.operator.RmsNorm;
import dev.partita.operator.RotaryPositions;
import dev.partita.operator.Scale;
import dev.partita.operator.SwiGlu;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.Map;

/** An encoder with experts and a decoder that reads it twice: every operator of the text models in a few weights. */
final class TinyTextModel {
    private static final int WIDTH = 8;
    private static final int EXPERTS = 3;

    static final ModelGraph MODEL = build();

    private TinyTextModel() {}

    private static ModelGraph build() {
        GraphBuilder graph = new GraphBuilder("tiny text");
        Port tokens = graph.add("tokens", new Input("tokens", Shape.of(TinyModel.SEQUENCE), DataType.INT32));
        Port decoded = graph.add("decoded", new Input("decoded", Shape.of(TinyModel.TARGETS), DataType.INT32));
        Port targets = graph.add("targets", new Input("targets", Shape.of(TinyModel.TARGETS), DataType.INT32));
        Embedding embedding = new Embedding(TinyModel.VOCABULARY, WIDTH, new Normal(0.3));
        Port x = graph.add("encoder/embedding", embedding, tokens);
        x = attention(graph, "encoder/0/", new RelativeAttention(2, 4, false, 8, 12), 24, x);
        x = mixture(graph, "encoder/1/", x);
        x = attention(graph, "encoder/2/", new RelativeAttention(2, 4, false, 8, 12), 24, x);
        Port encoded = graph.add("encoder/norm", new RmsNorm(WIDTH, 1e-5), x);
        Port y = graph.addShared("decoder/embedding", embedding, Map.of("weight", "encoder.embedding.weight"), decoded);
        y = attention(graph, "decoder/0/", new GroupedQueryAttention(4, 2, 2, true), 16, y);
        y = cross(graph, "decoder/0/cross/", y, encoded);
        y = cross(graph, "decoder/1/cross/", y, encoded);
        y = graph.add("scale", new Scale(0.5), y);
        Port logits = graph.addShared(
                "head", linear(WIDTH, TinyModel.VOCABULARY), Map.of("weight", "encoder.embedding.weight"), y);
        graph.add("loss", new MaskedCrossEntropyLoss(TinyModel.TARGETS), logits, targets);
        return graph.build();
    }

    private static Port attention(GraphBuilder graph, String scope, Operator attention, long packed, Port x) {
        Port y = graph.add(scope + "norm", new RmsNorm(WIDTH, 1e-5), x);
        y = graph.add(scope + "qkv", linear(WIDTH, packed), y);
        if (attention instanceof RelativeAttention) {
            y = graph.addShared(scope + "attention", attention, Map.of("weight", "encoder.0.attention.weight"), y);
        } else {
            y = graph.add(scope + "rotary", new RotaryPositions(6, 2, 100), y);
            y = graph.add(scope + "attention", attention, y);
        }
        y = graph.add(scope + "projection", linear(WIDTH, WIDTH), y);
        return graph.add(scope + "add", new Add(), x, y);
    }

    private static Port mixture(GraphBuilder graph, String scope, Port x) {
        Port logits = graph.add(scope + "router", linear(WIDTH, EXPERTS), x);
        graph.add(scope + "balance", new LoadBalancingLoss(EXPERTS, 2, 0.1), logits);
        graph.add(scope + "dispatch", new Dispatch(EXPERTS, 2, 0.9), x, logits);
        Port[] collected = new Port[EXPERTS + 1];
        collected[0] = logits;
        for (int e = 0; e < EXPERTS; e++) {
            Port rows = new Port(scope + "dispatch", e);
            Port gate = graph.add(scope + "expert/" + e + "/gate", linear(WIDTH, WIDTH), rows);
            Port up = graph.add(scope + "expert/" + e + "/up", linear(WIDTH, WIDTH), rows);
            collected[e + 1] = graph.add(scope + "expert/" + e + "/swiglu", new SwiGlu(), gate, up);
        }
        Port y = graph.add(scope + "combine", new Combine(EXPERTS, 2, 0.9), collected);
        return graph.add(scope + "add", new Add(), x, y);
    }

    private static Port cross(GraphBuilder graph, String scope, Port x, Port encoded) {
        Port q = graph.add(scope + "q", linear(WIDTH, WIDTH), x);
        Port kv = graph.add(scope + "kv", linear(WIDTH, 2 * WIDTH), encoded);
        Port y = graph.add(scope + "attention", new CrossAttention(2, 4, true), q, kv);
        return graph.add(scope + "add", new Add(), x, y);
    }

    private static Linear linear(long inputs, long outputs) {
        return new Linear(inputs, outputs, false, new Normal(0.3));
    }
}
