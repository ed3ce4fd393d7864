package dev.partita.plan;

import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.Machine;
import dev.partita.template.Recipe;
import dev.partita.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A project as a template starts it: one plan, split evenly over the cluster, trained as the template usually is. */
public final class NewProject {
    /** So many that a pipeline has something to do. */
    private static final long IMPORTED_MICROBATCHES = 8;

    private NewProject() {}

    /**
     * @param data path of the training data; absent uses the template's built-in sample
     * @throws dev.partita.hardware.InvalidCluster if the notation names no cluster
     */
    public static Project of(String name, Template template, ClusterSpec cluster, Optional<String> data) {
        int devices = cluster.toCluster().deviceCount();
        ModelGraph graph = template.graph();
        boolean ready = template.devices() > 0 && template.devices() <= devices;
        Placement placement = ready ? made(template) : even(graph, devices);
        return new Project(
                name,
                new ModelSource.Template(template.name()),
                cluster,
                data,
                BillRates.CATALOGUE,
                Map.of(
                        Project.FIRST_PLAN,
                        new PlanDefinition(
                                placement, training(template.recipe(), ready).with(usual(cluster.toCluster())))),
                Project.FIRST_PLAN);
    }

    /** What such hardware is trained with: the 16-bit type that every card has matrix units for, bf16 before fp16. */
    public static Precision usual(Cluster cluster) {
        return Stream.of(Precision.BF16, Precision.FP16)
                .filter(precision -> cluster.machines().stream()
                        .map(Machine::model)
                        .allMatch(model -> !model.virtual() && model.peak().containsKey(precision.type())))
                .findFirst()
                .orElse(Precision.FP32);
    }

    private static Placement even(ModelGraph graph, int devices) {
        // What will be drawn has a place from the start.
        return graph.layers().isEmpty()
                ? new Placement(List.of(new Rule("**", List.of(0))))
                : EvenPlacement.of(graph, devices);
    }

    private static Placement made(Template template) {
        return new Placement(template.placement().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Rule(entry.getKey(), List.of(entry.getValue())))
                .toList());
    }

    /** Towers that exchange their outputs make a device several stages, which only GPipe runs. */
    private static Training training(Recipe recipe, boolean towers) {
        Training training = training(recipe);
        return towers
                ? new Training(
                        training.globalBatch(),
                        training.microbatch(),
                        Schedule.GPIPE,
                        training.optimizer(),
                        training.learningRate(),
                        training.clipNorm())
                : training;
    }

    /**
     * A project of a model file, whose graph is known.
     *
     * @param samples the microbatch that was asked for; absent is 1
     */
    public static Project imported(
            String name, ModelSource.Imported source, ClusterSpec cluster, OptionalLong samples) {
        Placement placement =
                EvenPlacement.of(source.graph(), cluster.toCluster().deviceCount());
        long microbatch = samples.orElse(1);
        Training training = new Training(
                        Math.multiplyExact(IMPORTED_MICROBATCHES, microbatch),
                        microbatch,
                        Schedule.ONE_FORWARD_ONE_BACKWARD,
                        Optimizer.AdamW.DEFAULT,
                        LearningRate.constant(1e-3),
                        0)
                .with(usual(cluster.toCluster()));
        return new Project(
                name,
                source,
                cluster,
                Optional.empty(),
                BillRates.CATALOGUE,
                Map.of(Project.FIRST_PLAN, new PlanDefinition(placement, training)),
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
