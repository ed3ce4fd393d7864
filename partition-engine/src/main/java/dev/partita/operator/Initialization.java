package dev.partita.operator;

/** How a parameter's first values are drawn; a function of seed, parameter name and element number alone. */
public sealed interface Initialization {
    /** Normal with mean 0. */
    record Normal(double standardDeviation) implements Initialization {}

    /** Uniform in {@code [-bound, bound)}. */
    record Uniform(double bound) implements Initialization {}

    record Constant(double value) implements Initialization {}

    Initialization ZEROS = new Constant(0);
    Initialization ONES = new Constant(1);
}
