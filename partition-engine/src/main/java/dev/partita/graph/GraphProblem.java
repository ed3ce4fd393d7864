package dev.partita.graph;

import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;

/** What keeps one layer of a model from being computed, and where. */
public sealed interface GraphProblem {
    /** The layer that cannot be computed. */
    String layer();

    /** The number of the input that is to blame. */
    int input();

    /** One sentence for the user, with both shapes where shapes are the matter. */
    Sentence message();

    /** Nothing is connected. */
    record OpenInput(String layer, int input, String kind) implements GraphProblem {
        @Override
        public Sentence message() {
            return Sentence.of("engine.problem.open_input", layer, input, kind);
        }
    }

    /** It is connected to an output that the other layer does not have. */
    record NoSuchOutput(String layer, int input, Port port, int outputs) implements GraphProblem {
        @Override
        public Sentence message() {
            return Sentence.of("engine.problem.no_output", layer, input, port.output(), port.layer(), outputs);
        }
    }

    /**
     * The operator does not take what arrives.
     *
     * @param found what arrives at all inputs
     */
    record Mismatch(String layer, int input, List<TensorSpec> found, Sentence reason) implements GraphProblem {
        public Mismatch {
            found = List.copyOf(found);
        }

        @Override
        public Sentence message() {
            return Sentence.of("engine.graph.mismatch", layer, reason);
        }
    }

    /** A tensor beyond what 64 bits can count. */
    record TooLarge(String layer, long samples) implements GraphProblem {
        @Override
        public int input() {
            return 0;
        }

        @Override
        public Sentence message() {
            return Sentence.of("engine.problem.too_large", layer, samples);
        }
    }
}
