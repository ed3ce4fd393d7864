package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * What helps a device that needs too much memory, the smallest change first: layers to a neighbour, ranks that divide what
 * they copy, smaller
 * microbatches, fewer of them in flight, all devices. Only where none of these makes the plan fit, a smaller global
 * batch is offered, since it changes what is learned, and a larger cluster.
 */
final class CapacityFixes {
    /** How many devices, the worst first, are offered moves of their own layers: each has to be tried. */
    private static final int WITH_MOVES = 3;

    /** An edit that takes less than this share off the excess is no help. */
    private static final double NOTICEABLE = 0.1;

    private final Subject subject;
    private final LayerMoves moves;
    private final List<Idea> shared = new ArrayList<>();
    private int served;

    CapacityFixes(Subject subject) {
        this.subject = subject;
        this.moves = new LayerMoves(subject);
        TrainingIdeas training = new TrainingIdeas(subject);
        shared.addAll(training.zero());
        shared.addAll(training.recompute());
        training.smallerMicrobatch().ifPresent(shared::add);
        training.schedule(Schedule.ONE_FORWARD_ONE_BACKWARD).ifPresent(shared::add);
        int devices = subject.plan().cluster().deviceCount();
        shared.add(new Idea(
                Phrase.splitEvenly(devices),
                subject.replace(EvenPlacement.of(subject.plan().graph(), devices))));
        if (shared.stream().noneMatch(subject::cures)) {
            int fitting = TrainingIdeas.fittingMicrobatches(subject.now());
            if (fitting > 0) {
                shared.add(training.globalBatch(fitting));
            }
            shared.addAll(new ClusterGrowth(subject).ideas());
        }
    }

    /** The fixes of one device; devices are asked for in the order in which they are to be served. */
    List<Fix> fixes(int device) {
        List<Idea> ideas = new ArrayList<>();
        if (served++ < WITH_MOVES) {
            ideas.addAll(moves.ideas(device));
        }
        ideas.addAll(shared);
        return subject.fixes(ideas, device, after -> helps(after, device));
    }

    private boolean helps(Prediction after, int device) {
        long excess = subject.now().excessBytes(device);
        return after.simulation().isPresent()
                && after.excessBytes(device) < (1 - NOTICEABLE) * excess
                && after.totalExcessBytes() < subject.now().totalExcessBytes()
                && subject.errors(after) <= subject.errors(subject.now());
    }
}
