package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.InvalidCluster;
import dev.partita.hardware.Link;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Training;
import dev.partita.program.Program;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same cluster with more devices and the model split evenly over them. What counts is how many blocks a device
 * gets, so one size is tried for each such number. Where activations in flight are still too much, the global batch
 * that fits goes with it.
 */
final class ClusterGrowth {
    private static final Pattern CARDS = Pattern.compile("([^:]+:)(\\d+)x(\\d+)");
    private static final Pattern VIRTUAL = Pattern.compile("(virtual:)(\\d+)((?:@.*)?)");
    private static final int SIZES = 3;

    /** A pipeline of a single microbatch overlaps nothing. */
    private static final int LEAST_MICROBATCHES = 2;

    private final Subject subject;
    private final Plan plan;

    ClusterGrowth(Subject subject) {
        this.subject = subject;
        this.plan = subject.plan();
    }

    List<Fix> fixes() {
        return subject.fixes(ideas(), subject.now().fullestDevice(), after -> subject.errors(after) == 0);
    }

    /** One idea per number of blocks that a device may hold, fewest devices first. */
    List<Idea> ideas() {
        Optional<ClusterSpec> spec = spec();
        int blocks = (int) EvenPlacement.of(plan.graph(), Cluster.MAXIMUM_DEVICES).rules().stream()
                .flatMap(rule -> rule.devices().stream())
                .distinct()
                .count();
        List<Idea> ideas = new ArrayList<>();
        for (int perDevice = (int) Math.min(SIZES, blocks / needed()); perDevice > 0 && spec.isPresent(); perDevice--) {
            idea(spec.get(), Math.ceilDiv(blocks, perDevice)).ifPresent(ideas::add);
        }
        return ideas;
    }

    /** The fewest devices that could do: more than there are, and enough for the parameters alone. */
    private long needed() {
        Program program = subject.now().program().orElseThrow();
        long each = Math.max(
                1,
                plan.cluster().device(0).capacity().count() - program.profile().overheadBytes());
        return Math.max(plan.cluster().deviceCount() + 1, Math.ceilDiv(ClusterSizeCheck.stateBytes(program), each));
    }

    private Optional<Idea> idea(ClusterSpec spec, int devices) {
        String notation = notation(spec.notation(), devices);
        ClusterSpec larger =
                new ClusterSpec(notation, spec.memoryBytes(), spec.linkBytesPerSecond(), spec.linkLatencySeconds());
        Placement placement = EvenPlacement.of(plan.graph(), devices);
        List<Edit> edits = new ArrayList<>(List.of(new Edit.ChangeCluster(larger), subject.replace(placement)));

        int fitting = exists(larger) ? fittingMicrobatches(edits, devices) : 0;
        if (fitting < Math.min(LEAST_MICROBATCHES, plan.training().microbatches())) {
            return Optional.empty();
        }
        if (fitting == plan.training().microbatches()) {
            return Optional.of(new Idea(Sentence.of("engine.fix.grow", notation, devices), new Edit.Several(edits)));
        }
        TrainingIdeas training = new TrainingIdeas(subject);
        edits.add(subject.train(training.withMicrobatches(fitting)));
        return Optional.of(new Idea(
                Sentence.of(
                        "engine.fix.grow_and_lower",
                        notation,
                        devices,
                        plan.training().globalBatch(),
                        fitting * plan.training().microbatch()),
                new Edit.Several(edits)));
    }

    /** How many microbatches fit, found with no more of them than can be in flight. */
    private int fittingMicrobatches(List<Edit> edits, int devices) {
        Training training = plan.training();
        int all = training.microbatches();
        int inFlight = Math.min(all, devices + 2);
        Plan few = plan.after(new Edit.Several(edits))
                .after(subject.train(new TrainingIdeas(subject).withMicrobatches(inFlight)));
        Optional<Prediction> trial = subject.trials().predict(few);
        if (trial.isEmpty() || trial.get().program().isEmpty()) {
            return 0;
        }
        int fitting = TrainingIdeas.fittingMicrobatches(trial.get());
        return fitting == inFlight ? all : fitting;
    }

    /** The cluster as the user may have stated it; empty if its name does not say enough. */
    private Optional<ClusterSpec> spec() {
        Cluster cluster = plan.cluster();
        try {
            ClusterSpec plain = ClusterSpec.of(cluster.name());
            Cluster stated = plain.toCluster();
            Link link = cluster.between();
            boolean sameLink = link.equals(stated.between());
            ClusterSpec changed = new ClusterSpec(
                    cluster.name(),
                    cluster.device(0).equals(stated.device(0))
                            ? OptionalLong.empty()
                            : OptionalLong.of(cluster.device(0).capacity().count()),
                    sameLink
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(link.bandwidth().rate()),
                    sameLink
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(link.latency().value()));
            boolean known = sizable(cluster.name()) && changed.toCluster().equals(cluster);
            return known ? Optional.of(changed) : Optional.empty();
        } catch (InvalidCluster unknown) {
            return Optional.empty();
        }
    }

    /** Whether there is a cluster of that size: virtual ones end at a few dozen devices. */
    private static boolean exists(ClusterSpec spec) {
        try {
            return spec.toCluster().deviceCount() > 0;
        } catch (InvalidCluster tooLarge) {
            return false;
        }
    }

    private static boolean sizable(String notation) {
        return CARDS.matcher(notation).matches() || VIRTUAL.matcher(notation).matches();
    }

    private static String notation(String notation, int devices) {
        Matcher cards = CARDS.matcher(notation);
        if (cards.matches()) {
            return cards.group(1) + Math.ceilDiv(devices, Integer.parseInt(cards.group(3))) + "x" + cards.group(3);
        }
        Matcher virtual = VIRTUAL.matcher(notation);
        return virtual.matches() ? virtual.group(1) + devices + virtual.group(3) : notation;
    }
}
