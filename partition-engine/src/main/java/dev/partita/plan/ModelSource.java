package dev.partita.plan;

import dev.partita.graph.ModelGraph;
import dev.partita.template.Templates;

/** Where a project's graph comes from; the graph itself is derived, weights never enter a project. */
public sealed interface ModelSource {
    /** The model itself. */
    ModelGraph graph();

    /** A model of the zoo by name. */
    record Template(String name) implements ModelSource {
        /** @throws dev.partita.template.UnknownTemplate if the zoo has no such model */
        @Override
        public ModelGraph graph() {
            return Templates.named(name).graph();
        }
    }
}
