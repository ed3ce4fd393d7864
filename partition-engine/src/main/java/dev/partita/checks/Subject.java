package dev.partita.checks;

import dev.partita.graph.GraphEdit;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Edit;
import dev.partita.plan.Insertion;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.plan.Training;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What is being checked, with what it leads to now and a way to try edits. */
record Subject(String planName, OptionalLong hostMemoryBytes, Prediction now, Trials trials) {

    Plan plan() {
        return now.plan();
    }

    int errors(Prediction prediction) {
        return prediction.errors(hostMemoryBytes);
    }

    /** An action that may become a fix. */
    record Idea(Sentence action, Edit edit) {}

    /** What an idea leads to; empty if finding out would take too long. */
    Optional<Prediction> predict(Idea idea) {
        return trials.predict(plan().after(idea.edit()));
    }

    /** Every idea that helps, as a fix with its predicted effect; those that leave fewer errors first. */
    List<Fix> fixes(List<Idea> ideas, int device, Predicate<Prediction> helps) {
        List<Fix> fixes = new ArrayList<>();
        for (Idea idea : ideas) {
            Optional<Prediction> after = predict(idea);
            if (after.isPresent() && helps.test(after.get())) {
                fixes.add(new Fix(idea.action(), idea.edit(), effect(after.get(), device)));
            }
        }
        fixes.sort(
                (a, b) -> Integer.compare(a.effect().errorsAfter(), b.effect().errorsAfter()));
        return fixes;
    }

    /** True if an idea is known to leave no error. */
    boolean cures(Idea idea) {
        return predict(idea).filter(after -> errors(after) == 0).isPresent();
    }

    /** True if an edit leaves fewer errors than there are. */
    boolean fewerErrors(Prediction after) {
        return errors(after) < errors(now);
    }

    private Effect effect(Prediction after, int device) {
        return new Effect(
                Cluster.deviceName(device),
                now.peakBytes(device),
                after.peakBytes(device),
                now.stepSeconds(),
                after.stepSeconds(),
                errors(after));
    }

    /** Layers to a device, or to the mesh that it belongs to. */
    Edit place(List<String> patterns, int device) {
        Rule there = plan().placement().rules().stream()
                .filter(rule -> rule.devices().size() > 1 && rule.devices().contains(device))
                .map(rule -> new Rule(rule.pattern(), rule.devices(), rule.mesh(), Map.of()))
                .findFirst()
                .orElse(new Rule("**", List.of(device)));
        List<Edit> edits = patterns.stream()
                .<Edit>map(pattern -> new Edit.Place(planName, there.withPattern(pattern)))
                .toList();
        return edits.size() == 1 ? edits.getFirst() : new Edit.Several(edits);
    }

    Edit place(Rule rule) {
        return new Edit.Place(planName, rule);
    }

    Edit draw(List<GraphEdit> changes) {
        return Insertion.of(planName, plan().placement(), plan().graph(), changes);
    }

    Edit replace(Placement placement) {
        return new Edit.ReplacePlacement(planName, placement);
    }

    Edit train(Training training) {
        return new Edit.ChangeTraining(planName, training);
    }
}
