package dev.partita.plan;

import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;

/** Everything a step is derived from: what is trained, on what, cut how, and how it is trained. */
public record Plan(ModelGraph graph, Cluster cluster, Placement placement, Training training) {}
