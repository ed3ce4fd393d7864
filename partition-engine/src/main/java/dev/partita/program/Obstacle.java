package dev.partita.program;

import dev.partita.deduction.DivisionProblem;
import dev.partita.graph.GraphProblem;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.Precision;
import dev.partita.plan.Schedule;
import dev.partita.text.Sentence;
import java.util.List;

/** Why a plan cannot become a program. Checks turn these into diagnostics with fixes. */
public sealed interface Obstacle {
    /** Layers that no rule places. */
    record Unplaced(List<String> layers) implements Obstacle {}

    /** A rule names a device that the cluster does not have. */
    record NoSuchDevice(String layer, int device, int deviceCount) implements Obstacle {}

    /** Layers cannot be divided as their rule says. */
    record Undividable(DivisionProblem problem) implements Obstacle {}

    /** A parameter that two layers share, but hold differently. */
    record SharedUnlike(String parameter, String layer) implements Obstacle {}

    /** The model has no loss, so there is nothing to train. */
    record NoLoss() implements Obstacle {}

    /** Every parameter of the model is frozen, so there is nothing to train. */
    record AllFrozen() implements Obstacle {}

    /** A parameter that one layer trains and another keeps. */
    record SharedFrozen(FrozenLayers.Torn torn) implements Obstacle {}

    /** A device that layers are placed on does not compute in the type that the plan is trained in. */
    record NoSuchType(int device, String model, Precision precision) implements Obstacle {}

    /** The schedule takes one stage per device, but the placement makes a device own several. */
    record SeveralStages(int device, List<Stage> stages) implements Obstacle {}

    /** The schedule takes stages in one pattern, but the placement puts them, in flow order, in another. */
    record WrongPattern(Schedule schedule, List<Stage> stages) implements Obstacle {}

    /** A layer of the model cannot be computed: the drawing is not finished there. */
    record Incomplete(GraphProblem problem) implements Obstacle {}

    /** The model itself cannot be computed; the sentence says where and why. */
    record InvalidModel(Sentence message) implements Obstacle {}
}
