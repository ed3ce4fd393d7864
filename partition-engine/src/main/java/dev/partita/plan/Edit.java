package dev.partita.plan;

import java.util.List;
import java.util.Optional;

/** One nameable, replayable change of a project: what the mouse, the command line, a fix and undo all send. */
public sealed interface Edit {
    /** Adds a placement rule; an empty device list takes the layers off every device. */
    record Place(String plan, Rule rule) implements Edit {}

    /** Replaces a plan's whole placement. */
    record ReplacePlacement(String plan, Placement placement) implements Edit {}

    /** Replaces a plan's training set-up. */
    record ChangeTraining(String plan, Training training) implements Edit {}

    /** Replaces the cluster. */
    record ChangeCluster(ClusterSpec cluster) implements Edit {}

    /** Replaces the data path. */
    record ChangeData(Optional<String> data) implements Edit {}

    /** Several edits as one step of the history. */
    record Several(List<Edit> edits) implements Edit {
        public Several {
            edits = List.copyOf(edits);
        }
    }

    /** The project after an edit. */
    static Project apply(Project project, Edit edit) {
        return switch (edit) {
            case Place place -> {
                PlanDefinition old = project.plan(place.plan());
                yield project.withPlan(
                        place.plan(), new PlanDefinition(old.placement().with(place.rule()), old.training()));
            }
            case ReplacePlacement replace ->
                project.withPlan(
                        replace.plan(),
                        new PlanDefinition(
                                replace.placement(),
                                project.plan(replace.plan()).training()));
            case ChangeTraining change ->
                project.withPlan(
                        change.plan(),
                        new PlanDefinition(project.plan(change.plan()).placement(), change.training()));
            case ChangeCluster change -> project.withCluster(change.cluster());
            case ChangeData change -> project.withData(change.data());
            case Several several -> {
                Project next = project;
                for (Edit part : several.edits()) {
                    next = apply(next, part);
                }
                yield next;
            }
        };
    }

    /** The edit that leads back from {@code apply(before, edit)} to exactly {@code before}. */
    static Edit inverse(Project before, Edit edit) {
        return switch (edit) {
            case Place place ->
                new ReplacePlacement(place.plan(), before.plan(place.plan()).placement());
            case ReplacePlacement replace ->
                new ReplacePlacement(replace.plan(), before.plan(replace.plan()).placement());
            case ChangeTraining change ->
                new ChangeTraining(change.plan(), before.plan(change.plan()).training());
            case ChangeCluster change -> new ChangeCluster(before.cluster());
            case ChangeData change -> new ChangeData(before.data());
            case Several several -> inverse(before, several);
        };
    }

    private static Edit inverse(Project before, Several several) {
        List<Edit> backwards = new java.util.ArrayList<>();
        Project state = before;
        for (Edit part : several.edits()) {
            backwards.addFirst(inverse(state, part));
            state = apply(state, part);
        }
        return new Several(backwards);
    }
}
