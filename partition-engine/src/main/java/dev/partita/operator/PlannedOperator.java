package dev.partita.operator;

import dev.partita.tensor.DataType;

/**
 * What files are made of and devices do not compute, or not in every form: such layers are placed, checked and costed.
 * They take any numbers, for a plan only needs their bytes. One that trains in some forms says so itself.
 */
public sealed interface PlannedOperator extends Operator
        permits Elementwise, Reduce, Cast, Pool2d, Convolution, DotProductAttention, Opaque {
    @Override
    default boolean trains() {
        return false;
    }

    @Override
    default boolean takes(int input, DataType type) {
        return true;
    }
}
