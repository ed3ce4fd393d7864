package dev.partita.program;

import dev.partita.graph.Parameter;
import dev.partita.operator.ParameterSpec;

/**
 * Where a device holds what a layer keeps from step to step beside its parameters, such as a running mean.
 *
 * @param tensor its name in files, shape and first values
 * @param buffer id of its buffer
 */
public record StateBinding(Parameter tensor, ParameterSpec spec, int buffer) {}
