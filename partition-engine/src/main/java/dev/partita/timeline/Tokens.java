package dev.partita.timeline;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.operator.Input;
import dev.partita.operator.LossOperator;
import dev.partita.tensor.DataType;

/** Counts tokens: the entries of the integer sequences that losses predict. */
public final class Tokens {
    private Tokens() {}

    /** Tokens of one sample; 0 where a sample has a single target, such as the class of an image. */
    public static long perSample(ModelGraph graph) {
        return graph.layers().stream()
                .filter(layer -> layer.operator() instanceof LossOperator)
                .map(loss -> loss.inputs().get(1).layer())
                .distinct()
                .mapToLong(target -> sequence(graph.layer(target)))
                .sum();
    }

    private static long sequence(Layer layer) {
        return layer.operator() instanceof Input input
                        && input.type() == DataType.INT32
                        && input.sample().rank() > 0
                ? input.sample().elements()
                : 0;
    }
}
