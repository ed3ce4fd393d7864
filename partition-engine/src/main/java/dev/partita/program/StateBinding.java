package dev.partita.program;

import dev.partita.graph.Parameter;
import dev.partita.operator.ParameterSpec;
import dev.partita.sharding.Layout;

/**
 * Where a device holds what a layer keeps from step to step beside its parameters, such as a running mean.
 *
 * @param tensor its name in files, shape and first values
 * @param spec shape of what one rank keeps
 * @param layout how that lies on the mesh
 * @param buffer id of its buffer
 */
public record StateBinding(Parameter tensor, ParameterSpec spec, Layout layout, int buffer) {}
