package dev.partita.operator;

/** How a parameter lies in device memory; graphs and files always hold the canonical order. */
public enum ParameterLayout {
    /** Row-major in canonical dimension order. */
    CANONICAL,
    /** {@code [groups, kernelHeight, kernelWidth, in/groups, out/groups]} of a canonical {@code [out, in/groups, kH, kW]}. */
    CONVOLUTION
}
