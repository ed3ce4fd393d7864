package dev.partita.graph;

import dev.partita.operator.Initialization;
import dev.partita.tensor.Shape;

/** A trained tensor by its own name, such as {@code decoder.0.mlp.up.weight}, in canonical shape. */
public record Parameter(String name, Shape shape, Initialization initialization) {}
