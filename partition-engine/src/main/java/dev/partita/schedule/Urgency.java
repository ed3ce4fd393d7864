package dev.partita.schedule;

import java.util.List;

/**
 * How urgent a turn is. Were every device as busy as the busiest, a microbatch would follow the one before it after that
 * device's time for one, the interval. A turn must start so long before its microbatch is due as the longest way from it
 * to the end of the microbatch takes; whatever must start first is most urgent. By Little's law as many microbatches are
 * under way as intervals fit into the way of one.
 */
final class Urgency {
    private static final double ROUNDING = 1e-9;

    private final Pipeline pipeline;
    private final Times times;
    /** Seconds from the start of a stage's pass to the end of the microbatch. */
    private final double[] afterForward;

    private final double[] afterBackward;
    private final double intervalSeconds;

    Urgency(Pipeline pipeline, Times times) {
        this.pipeline = pipeline;
        this.times = times;
        afterForward = new double[pipeline.stages()];
        afterBackward = new double[pipeline.stages()];
        remaining();
        intervalSeconds = pipeline.owned().values().stream()
                .mapToDouble(this::seconds)
                .max()
                .orElse(0);
    }

    private double seconds(List<Integer> stages) {
        return stages.stream().mapToDouble(this::seconds).sum();
    }

    private double seconds(int stage) {
        double sum = 0;
        for (Pass pass : Pass.values()) {
            sum += times.seconds(pass, stage);
        }
        return sum;
    }

    private void remaining() {
        for (int stage = 0; stage < pipeline.stages(); stage++) {
            afterBackward[stage] = Math.max(afterBackward[stage], times.seconds(Pass.WEIGHT_GRADIENT, stage))
                    + times.seconds(Pass.BACKWARD, stage);
            for (int reader : pipeline.readers().get(stage)) {
                afterBackward[reader] =
                        Math.max(afterBackward[reader], times.messageSeconds(reader, stage) + afterBackward[stage]);
            }
        }
        for (int stage = pipeline.stages() - 1; stage >= 0; stage--) {
            double next = afterBackward[stage];
            for (int reader : pipeline.readers().get(stage)) {
                next = Math.max(next, times.messageSeconds(stage, reader) + afterForward[reader]);
            }
            afterForward[stage] = next + times.seconds(Pass.FORWARD, stage);
        }
    }

    /** When a turn must start at the latest; no other stage waits for gradients of weights, so they never must. */
    double latestStart(Turn turn) {
        return switch (turn.pass()) {
            case FORWARD -> turn.microbatch() * intervalSeconds - afterForward[turn.stage()];
            case BACKWARD -> turn.microbatch() * intervalSeconds - afterBackward[turn.stage()];
            case WEIGHT_GRADIENT -> Double.MAX_VALUE;
        };
    }

    /** How many microbatches a stage may hold: as many as are under way in 1F1B, where messages take no time. */
    int mostHeld() {
        double[] way = new double[pipeline.stages()];
        double longest = 0;
        for (int stage = pipeline.stages() - 1; stage >= 0; stage--) {
            for (int reader : pipeline.readers().get(stage)) {
                way[stage] = Math.max(way[stage], way[reader]);
            }
            way[stage] += seconds(stage);
            longest = Math.max(longest, way[stage]);
        }
        return intervalSeconds <= 0
                ? Math.max(1, pipeline.stages())
                : Math.max(1, (int) Math.ceil(longest / intervalSeconds - ROUNDING));
    }
}
