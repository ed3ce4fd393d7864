package dev.partita.operator;

import dev.partita.kernel.RoutingKernel.Routes;
import dev.partita.tensor.TensorSpec;

/** What the layers of a mixture of experts agree on without asking each other: who goes where follows from the logits. */
final class Routing {
    /** Every expert is an output and an input of its own; no published model comes near. */
    private static final long MOST_EXPERTS = 1024;

    private Routing() {}

    /** At least two choices: of a single one the weight is 1 whatever the logits are, and a router would learn nothing. */
    static void requireSizes(String operator, long experts, long choices) {
        Sizes.between(2, MOST_EXPERTS, operator, "experts", experts);
        Sizes.between(2, experts, operator, "choices", choices);
    }

    /**
     * The routes of all tokens of a microbatch.
     *
     * @param capacityFactor rows of an expert over those it would get if all got as many; the number is rounded up
     */
    static Routes routes(TensorSpec logits, long experts, long choices, double capacityFactor) {
        long tokens = logits.shape().rows();
        double fair = (double) tokens * choices / experts;
        long capacity = Math.clamp((long) Math.ceil(capacityFactor * fair), 1, tokens);
        return new Routes(tokens, experts, choices, capacity);
    }

    /** Whether this may be the logits of so many experts. */
    static boolean logits(TensorSpec spec, long experts) {
        return spec.shape().rank() >= 2 && spec.shape().size(-1) == experts;
    }
}
