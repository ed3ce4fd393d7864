package dev.partita.plan;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;

/** Everything a step is derived from: what is trained, on what, cut how, and how it is trained. */
public record Plan(ModelGraph graph, Cluster cluster, Placement placement, Training training) {
    /** This plan after an edit of it: what {@link Edit#apply} followed by {@link Project#resolve} leads to. */
    public Plan after(Edit edit) {
        return switch (edit) {
            case Edit.Place place -> new Plan(graph, cluster, placement.with(place.rule()), training);
            case Edit.ReplacePlacement replace -> new Plan(graph, cluster, replace.placement(), training);
            case Edit.ChangeTraining change -> new Plan(graph, cluster, placement, change.training());
            case Edit.ChangeCluster change -> new Plan(graph, change.cluster().toCluster(), placement, training);
            case Edit.ChangeData ignored -> this;
            case Edit.ChangeRates ignored -> this;
            case Edit.ChangePlans ignored -> this;
            case Edit.Draw draw -> new Plan(GraphEdit.apply(graph, draw.edit()), cluster, placement, training);
            case Edit.ChangeModel change -> new Plan(change.model().graph(), cluster, placement, training);
            case Edit.Redraw _ ->
                throw new IllegalArgumentException("Only a project knows which of its graph edits are taken back.");
            case Edit.Several several -> {
                Plan next = this;
                for (Edit part : several.edits()) {
                    next = next.after(part);
                }
                yield next;
            }
        };
    }
}
