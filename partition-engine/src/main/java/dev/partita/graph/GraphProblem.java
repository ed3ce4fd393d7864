package dev.partita.graph;

import dev.partita.tensor.TensorSpec;
import java.util.List;

/** What keeps one layer of a model from being computed, and where. */
public sealed interface GraphProblem {
    /** The layer that cannot be computed. */
    String layer();

    /** The number of the input that is to blame. */
    int input();

    /** One sentence for the user, with both shapes where shapes are the matter. */
    String message();

    /** Nothing is connected. */
    record OpenInput(String layer, int input, String kind) implements GraphProblem {
        @Override
        public String message() {
            return "Layer " + layer + ": input " + input + " of this " + kind
                    + " is not connected; connect the output of another layer to it.";
        }
    }

    /** It is connected to an output that the other layer does not have. */
    record NoSuchOutput(String layer, int input, Port port, int outputs) implements GraphProblem {
        @Override
        public String message() {
            return "Layer " + layer + ": input " + input + " reads output " + port.output() + " of " + port.layer()
                    + ", which has " + outputs + "; connect it to another output.";
        }
    }

    /**
     * The operator does not take what arrives.
     *
     * @param found what arrives at all inputs
     */
    record Mismatch(String layer, int input, List<TensorSpec> found, String reason) implements GraphProblem {
        public Mismatch {
            found = List.copyOf(found);
        }

        @Override
        public String message() {
            return "Layer " + layer + ": " + reason;
        }
    }

    /** A tensor beyond what 64 bits can count. */
    record TooLarge(String layer, long samples) implements GraphProblem {
        @Override
        public int input() {
            return 0;
        }

        @Override
        public String message() {
            return "Layer " + layer + ": a tensor of it has more than 2^63 elements with a microbatch of " + samples
                    + "; lower the microbatch or the layer's sizes.";
        }
    }
}
