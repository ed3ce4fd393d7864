package dev.partita.loop;

import dev.partita.graph.ModelGraph;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.LearningRate;
import dev.partita.plan.NewProject;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Recompute;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.template.SampleKind;
import dev.partita.template.Template;
import java.util.Optional;

/** One thing that users may ask for, and where the table has it. */
record Cell(Place place, Template template, Optional<Split> split, Training training) {
    /** A row and a column of a section's table. */
    record Place(String section, String row, String column) {}

    private static final int MICROBATCHES = 3;

    /** Plain enough that a gradient of a wrong size shows in the next loss, which Adam and a warm-up would hide. */
    private static final Optimizer SGD = new Optimizer.Sgd(0.9, 0);

    static final double RATE = 0.05;

    /** As the template is trained usually, but on a few samples and without warm-up. */
    static Training usual(Template template) {
        Training recipe = NewProject.training(template.recipe());
        return few(template, recipe.optimizer(), recipe.learningRate().peak(), recipe.clipNorm());
    }

    static Training plain(Template template) {
        return plain(template, RATE);
    }

    static Training plain(Template template, double rate) {
        return few(template, SGD, rate, 0);
    }

    private static Training few(Template template, Optimizer optimizer, double rate, double clipNorm) {
        long microbatch = template.samples() == SampleKind.TEXT ? 2 : 4;
        return new Training(
                MICROBATCHES * microbatch,
                microbatch,
                Schedule.ONE_FORWARD_ONE_BACKWARD,
                optimizer,
                LearningRate.constant(rate),
                clipNorm);
    }

    Plan plan() {
        if (split.isEmpty()) {
            Plan made = Runs.plan(template.name(), template.devices());
            return Runs.with(
                    made,
                    training.with(
                            training.globalBatch(),
                            training.microbatch(),
                            made.training().schedule()));
        }
        ModelGraph graph = template.graph();
        return plan(graph, split.get().devices(), split.get().placement(graph, training.schedule()), training);
    }

    /** The same training on one device: what the cell must agree with. */
    Plan reference() {
        return alone(
                template,
                training.with(training.globalBatch(), training.microbatch(), Schedule.GPIPE)
                        .with(Recompute.NONE)
                        .with(Zero.NOTHING));
    }

    static Plan alone(Template template, Training training) {
        ModelGraph graph = template.graph();
        return plan(graph, 1, Split.of(1).placement(graph, training.schedule()), training);
    }

    private static Plan plan(ModelGraph graph, int devices, Placement placement, Training training) {
        return new Plan(graph, ClusterSpec.of("virtual:" + devices).toCluster(), placement, training);
    }

    @Override
    public String toString() {
        return place.section() + ": " + place.row() + ", " + place.column();
    }
}
