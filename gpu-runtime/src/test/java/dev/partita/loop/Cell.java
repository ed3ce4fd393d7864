package dev.partita.loop;

import dev.partita.graph.ModelGraph;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.template.SampleKind;
import dev.partita.template.Template;
import java.util.Optional;

/** One thing that users may ask for, and where the table has it. */
record Cell(Place place, Template template, Optional<Split> split, Training training) {
    /** A row and a column of a section's table. */
    record Place(String section, String row, String column) {}

    private static final int MICROBATCHES = 3;

    /** As the template is trained usually, but on a few samples. */
    static Training training(Template template) {
        long microbatch = template.samples() == SampleKind.TEXT ? 2 : 4;
        Training usual = NewProject.training(template.recipe());
        return usual.with(MICROBATCHES * microbatch, microbatch, usual.schedule());
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
    static Plan reference(Template template, Precision precision) {
        ModelGraph graph = template.graph();
        Training training = training(template);
        return plan(graph, 1, Split.of(1).placement(graph, training.schedule()), training.with(precision));
    }

    private static Plan plan(ModelGraph graph, int devices, Placement placement, Training training) {
        return new Plan(graph, ClusterSpec.of("virtual:" + devices).toCluster(), placement, training);
    }

    @Override
    public String toString() {
        return place.section() + ": " + place.row() + ", " + place.column();
    }
}
