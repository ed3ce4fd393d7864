package dev.partita.graph;

import dev.partita.operator.Operator;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * All that makes a scope what it is, apart from where it lies: two scopes with equal signatures can be drawn, costed and
 * stored once.
 *
 * @param exits outputs that layers outside read or nobody does, in order
 */
record BlockSignature(List<LayerSignature> layers, List<Source> exits) {
    /**
     * A layer as its block sees it.
     *
     * @param name its id below the block's scope
     * @param outputs shapes for one sample
     */
    record LayerSignature(
            String name,
            Operator operator,
            List<Source> inputs,
            List<ParameterUse> parameters,
            List<TensorSpec> outputs) {}

    /** Where a value comes from. */
    sealed interface Source {
        /** An output of the block's n-th layer. */
        record Inside(int layer, int output) implements Source {}

        /** The n-th value that the block reads from outside, in order of first use. */
        record Outside(int number) implements Source {}

        /** An input that is not connected yet. */
        record Open() implements Source {}
    }

    /** The n-th parameter of the block in order of first use, and whether layers outside use it too. */
    record ParameterUse(int number, boolean shared) {}
}
