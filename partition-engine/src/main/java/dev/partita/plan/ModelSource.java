package dev.partita.plan;

/** Where a project's graph comes from; the graph itself is derived, weights never enter a project. */
public sealed interface ModelSource {
    /** A model of the zoo by name. */
    record Template(String name) implements ModelSource {}
}
