package dev.partita.operator;

import dev.partita.tensor.Shape;

/**
 * A parameter as its operator wants it.
 *
 * @param role the last part of its name, such as {@code weight} or {@code bias}
 * @param shape canonical shape, PyTorch's for the same layer
 * @param groups groups of a convolution weight; 1 otherwise
 */
public record ParameterSpec(
        String role, Shape shape, Initialization initialization, ParameterLayout layout, long groups) {

    public static ParameterSpec canonical(String role, Shape shape, Initialization initialization) {
        return new ParameterSpec(role, shape, initialization, ParameterLayout.CANONICAL, 1);
    }
}
