package dev.partita.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list schedule (Graham 1969; Hu 1961) for stages in any pattern. The step is walked in predicted time: whichever device
 * can begin something first begins what is most {@link Urgency urgent} of that which is ready.
 *
 * <p>A stage begins no forward while it holds as many microbatches as the first stage of 1F1B would, so this needs no more
 * memory. It takes microbatches in order, so the oldest unfinished microbatch is never held back by that bound: whatever
 * the times, some turn can always begin.
 */
final class UrgentFirst {
    /** What a device could begin next. */
    private record Choice(Turn turn, double readySeconds, double latestStart) {
        boolean before(@Nullable Choice other) {
            return other == null || latestStart < other.latestStart;
        }
    }

    private final Pipeline pipeline;
    private final Times times;
    private final Urgency urgency;
    private final int mostHeld;
    private final List<List<Integer>> writers = new ArrayList<>();
    private final Map<Integer, List<Turn>> lanes = new LinkedHashMap<>();
    private final Map<Integer, Double> freeAt = new LinkedHashMap<>();
    /** By pass, stage and microbatch; infinite until it is on a lane. */
    private final double[][][] ends;

    private final int[][] next;

    UrgentFirst(Pipeline pipeline, Times times) {
        this.pipeline = pipeline;
        this.times = times;
        this.urgency = new Urgency(pipeline, times);
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

    Map<Integer, List<Turn>> order() {
        Map<Integer, List<Integer>> owned = pipeline.owned();
        owned.keySet().forEach(device -> {
            lanes.put(device, new ArrayList<>());
            freeAt.put(device, 0.0);
        });
        int turns = Pass.values().length * pipeline.stages() * pipeline.microbatches();
        for (int i = 0; i < turns; i++) {
            begin(owned);
        }
        return lanes;
    }

    /** Puts one turn on a lane: the one that begins first. */
    private void begin(Map<Integer, List<Integer>> owned) {
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
        return new Choice(turn, readySeconds(pass, stage, microbatch), urgency.latestStart(turn));
    }

    /** When a stage has what a pass needs; infinite where that is not known yet, or it is full, or done. */
    private double readySeconds(Pass pass, int stage, int microbatch) {
        if (microbatch >= pipeline.microbatches()) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (pass) {
            case FORWARD ->
                microbatch - next[Pass.WEIGHT_GRADIENT.ordinal()][stage] >= mostHeld
                        ? Double.POSITIVE_INFINITY
                        : arrived(pass, writers.get(stage), stage, microbatch);
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
