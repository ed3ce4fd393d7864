package dev.partita.plan;

import dev.partita.graph.GraphEdit;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.ArrayList;
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

    /** Replaces what runs are billed at. */
    record ChangeRates(BillRates rates) implements Edit {}

    /** Changes the model's graph; layers that get another path stay where they are placed. */
    record Draw(GraphEdit edit) implements Edit {}

    /** Takes graph edits back: keeps the first {@code keep} and makes {@code then} after them. */
    record Redraw(int keep, List<GraphEdit> then) implements Edit {
        public Redraw {
            then = List.copyOf(then);
        }
    }

    /** Replaces the model by another one, drawn or imported. */
    record ChangeModel(ModelSource model) implements Edit {}

    /** Adds, deletes, renames or selects a plan. */
    record ChangePlans(PlanEdit edit) implements Edit {}

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
            case ChangeRates change -> project.withRates(change.rates());
            case Draw draw -> Drawing.apply(project, draw.edit());
            case Redraw redraw -> project.withModel(redrawn(project.model(), redraw));
            case ChangeModel change -> project.withModel(change.model());
            case ChangePlans change -> PlanEdit.apply(project, change.edit());
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
            case ChangeRates _ -> new ChangeRates(before.rates());
            case Draw _, Redraw _ -> undrawn(before, apply(before, edit));
            case ChangeModel _ -> new ChangeModel(before.model());
            case ChangePlans change -> PlanEdit.inverse(before, change.edit());
            case Several several -> inverse(before, several);
        };
    }

    private static ModelSource redrawn(ModelSource model, Redraw redraw) {
        if (redraw.keep() < 0 || redraw.keep() > model.edits().size()) {
            throw new Refusal(Sentence.of("engine.draw.redraw", model.edits().size(), redraw.keep()));
        }
        List<GraphEdit> edits = new ArrayList<>(model.edits().subList(0, redraw.keep()));
        edits.addAll(redraw.then());
        return model.with(edits);
    }

    /** Names only what differs: a drawing of many edits is not repeated in each step of the history. */
    private static Edit undrawn(Project before, Project after) {
        List<GraphEdit> wanted = before.model().edits();
        List<GraphEdit> found = after.model().edits();
        int keep = 0;
        while (keep < Math.min(wanted.size(), found.size()) && wanted.get(keep).equals(found.get(keep))) {
            keep++;
        }
        List<Edit> edits = new ArrayList<>();
        edits.add(new Redraw(keep, wanted.subList(keep, wanted.size())));
        before.plans().forEach((name, plan) -> {
            if (!plan.placement().equals(after.plan(name).placement())) {
                edits.add(new ReplacePlacement(name, plan.placement()));
            }
            if (!plan.training().equals(after.plan(name).training())) {
                edits.add(new ChangeTraining(name, plan.training()));
            }
        });
        return edits.size() == 1 ? edits.getFirst() : new Several(edits);
    }

    private static Edit inverse(Project before, Several several) {
        List<Edit> backwards = new ArrayList<>();
        Project state = before;
        for (Edit part : several.edits()) {
            backwards.addFirst(inverse(state, part));
            state = apply(state, part);
        }
        return new Several(backwards);
    }
}
