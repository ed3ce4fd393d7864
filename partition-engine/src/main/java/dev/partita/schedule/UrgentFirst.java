package dev.partita.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list schedule (Graham 1969; Hu 1961) for stages in any pattern. The step is walked in predicted time: whichever device
 * can begin something first begins what is most {@link Urgency urgent} of that which is ready. No single rule is best on
 * every pipeline, so a few are walked and the shortest step is taken.
 *
 * <p>A device begins no forward while it holds as many microbatches of its stages as the first stage of 1F1B would, so
 * this needs no more memory. A stage takes microbatches in order and every stage of a device has room for one, so the
 * oldest unfinished microbatch is never held back by that bound: whatever the times, some turn can always begin.
 */
final class UrgentFirst {
    /**
     * @param sharedRoom true if the stages of a device share their room, false if each has its own
     * @param deepestForward true if the forward nearest to the end goes first, else the most urgent turn
     */
    private record Rule(boolean sharedRoom, boolean deepestForward) {}

    private static final List<Rule> RULES =
            List.of(new Rule(true, false), new Rule(false, false), new Rule(true, true));

    /** What a device could begin next. */
    private record Choice(Turn turn, double readySeconds, double rank) {
        boolean before(@Nullable Choice other) {
            return other == null || rank < other.rank;
        }
    }

    private final Pipeline pipeline;
    private final Times times;
    private final Rule rule;
    private final Urgency urgency;
    private final int mostHeld;
    private final List<List<Integer>> writers = new ArrayList<>();
    private final Map<Integer, List<Integer>> owned;
    private final Map<Integer, List<Turn>> lanes = new LinkedHashMap<>();
    private final Map<Integer, Double> freeAt = new LinkedHashMap<>();
    /** By pass, stage and microbatch; infinite until it is on a lane. */
    private final double[][][] ends;

    private final int[][] next;

    /** The lanes of the rule with the shortest step. */
    static Map<Integer, List<Turn>> order(Pipeline pipeline, Times times) {
        Urgency urgency = new Urgency(pipeline, times);
        Map<Integer, List<Turn>> best = Map.of();
        double shortest = Double.POSITIVE_INFINITY;
        for (Rule rule : RULES) {
            UrgentFirst walk = new UrgentFirst(pipeline, times, urgency, rule);
            Map<Integer, List<Turn>> lanes = walk.order();
            double seconds = walk.freeAt.values().stream().max(Double::compare).orElse(0.0);
            if (seconds < shortest) {
                shortest = seconds;
                best = lanes;
            }
        }
        return best;
    }

    private UrgentFirst(Pipeline pipeline, Times times, Urgency urgency, Rule rule) {
        this.pipeline = pipeline;
        this.times = times;
        this.rule = rule;
        this.urgency = urgency;
        this.owned = pipeline.owned();
        this.mostHeld = urgency.mostHeld();
        int passes = Pass.values().length;
        next = new int[passes][pipeline.stages()];
        ends = new double[passes][pipeline.stages()][pipeline.microbatches()];
        for (double[][] pass : ends) {
            for (double[] stage : pass) {
                Arrays.fill(stage, Double.POSITIVE_INFINITY);
            }
        }
        for (int stage = 0; stage < pipeline.stages(); stage++) {
            writers.add(new ArrayList<>());
        }
        for (int stage = 0; stage < pipeline.stages(); stage++) {
            for (int reader : pipeline.readers().get(stage)) {
                writers.get(reader).add(stage);
            }
        }
    }

    private Map<Integer, List<Turn>> order() {
        owned.keySet().forEach(device -> {
            lanes.put(device, new ArrayList<>());
            freeAt.put(device, 0.0);
        });
        int turns = Pass.values().length * pipeline.stages() * pipeline.microbatches();
        for (int i = 0; i < turns; i++) {
            begin();
        }
        return lanes;
    }

    /** Puts one turn on a lane: the one that begins first. */
    private void begin() {
        double earliest = Double.POSITIVE_INFINITY;
        int device = -1;
        for (Map.Entry<Integer, List<Integer>> entry : owned.entrySet()) {
            double start = Math.max(freeAt.getOrDefault(entry.getKey(), 0.0), firstReady(entry.getValue()));
            if (start < earliest) {
                earliest = start;
                device = entry.getKey();
            }
        }
        Choice best = null;
        for (int stage : owned.getOrDefault(device, List.of())) {
            for (Pass pass : Pass.values()) {
                Choice choice = choice(pass, stage);
                if (choice.readySeconds() <= earliest && choice.before(best)) {
                    best = choice;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("No stage of " + pipeline + " can begin anything.");
        }
        Turn turn = best.turn();
        double end = earliest + times.seconds(turn.pass(), turn.stage());
        ends[turn.pass().ordinal()][turn.stage()][turn.microbatch()] = end;
        next[turn.pass().ordinal()][turn.stage()]++;
        freeAt.put(device, end);
        lanes.computeIfAbsent(device, key -> new ArrayList<>()).add(turn);
    }

    private double firstReady(List<Integer> stages) {
        double first = Double.POSITIVE_INFINITY;
        for (int stage : stages) {
            for (Pass pass : Pass.values()) {
                first = Math.min(first, readySeconds(pass, stage, next[pass.ordinal()][stage]));
            }
        }
        return first;
    }

    private Choice choice(Pass pass, int stage) {
        int microbatch = next[pass.ordinal()][stage];
        Turn turn = new Turn(pass, stage, microbatch);
        return new Choice(turn, readySeconds(pass, stage, microbatch), rank(turn));
    }

    private double rank(Turn turn) {
        if (!rule.deepestForward() || turn.pass() == Pass.WEIGHT_GRADIENT) {
            return urgency.latestStart(turn);
        }
        return turn.pass() == Pass.FORWARD ? -pipeline.stages() - turn.stage() : turn.microbatch();
    }

    /** Whether a stage has no room for another microbatch; one that holds none always has. */
    private boolean full(int stage) {
        if (!rule.sharedRoom()) {
            return held(stage) >= mostHeld;
        }
        List<Integer> stages = owned.getOrDefault(pipeline.devices().get(stage), List.of());
        int taken = 0;
        for (int other : stages) {
            taken += other == stage ? held(other) : Math.max(1, held(other));
        }
        return taken >= mostHeld * stages.size();
    }

    private int held(int stage) {
        return next[Pass.FORWARD.ordinal()][stage] - next[Pass.WEIGHT_GRADIENT.ordinal()][stage];
    }

    /** When a stage has what a pass needs; infinite where that is not known yet, or it is full, or done. */
    private double readySeconds(Pass pass, int stage, int microbatch) {
        if (microbatch >= pipeline.microbatches()) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (pass) {
            case FORWARD ->
                full(stage) ? Double.POSITIVE_INFINITY : arrived(pass, writers.get(stage), stage, microbatch);
            case BACKWARD ->
                Math.max(
                        end(Pass.FORWARD, stage, microbatch),
                        arrived(pass, pipeline.readers().get(stage), stage, microbatch));
            case WEIGHT_GRADIENT -> end(Pass.BACKWARD, stage, microbatch);
        };
    }

    private double arrived(Pass pass, List<Integer> from, int stage, int microbatch) {
        double all = 0;
        for (int other : from) {
            all = Math.max(all, end(pass, other, microbatch) + times.messageSeconds(other, stage));
        }
        return all;
    }

    private double end(Pass pass, int stage, int microbatch) {
        return ends[pass.ordinal()][stage][microbatch];
    }
}
