package dev.partita.plan;

import dev.partita.graph.ModelGraph;
import dev.partita.template.Recipe;
import dev.partita.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project as a template starts it: one plan, split evenly over the cluster, trained as the template usually is. */
public final class NewProject {
    private NewProject() {}

    /**
     * @param data path of the training data; absent uses the template's built-in sample
     * @throws dev.partita.hardware.InvalidCluster if the notation names no cluster
     */
    public static Project of(String name, Template template, ClusterSpec cluster, Optional<String> data) {
        int devices = cluster.toCluster().deviceCount();
        ModelGraph graph = template.graph();
        // What will be drawn has a place from the start.
        Placement placement = graph.layers().isEmpty()
                ? new Placement(List.of(new Rule("**", List.of(0))))
                : EvenPlacement.of(graph, devices);
        return new Project(
                name,
                new ModelSource.Template(template.name()),
                cluster,
                data,
                Map.of(Project.FIRST_PLAN, new PlanDefinition(placement, training(template.recipe()))),
                Project.FIRST_PLAN);
    }

    /** The training set-up a recipe describes, with the schedule that holds the fewest activations. */
    public static Training training(Recipe recipe) {
        Optimizer optimizer = switch (recipe.method()) {
            case Recipe.Method.Sgd sgd -> new Optimizer.Sgd(sgd.momentum(), sgd.weightDecay());
            case Recipe.Method.AdamW adam ->
                new Optimizer.AdamW(adam.beta1(), adam.beta2(), adam.epsilon(), adam.weightDecay());
        };
        LearningRate rate = new LearningRate(
                recipe.peakLearningRate(), recipe.warmupSteps(), recipe.totalSteps(), recipe.finalFraction());
        return new Training(
                recipe.globalBatch(),
                recipe.microbatch(),
                Schedule.ONE_FORWARD_ONE_BACKWARD,
                optimizer,
                rate,
                recipe.clipNorm());
    }
}
