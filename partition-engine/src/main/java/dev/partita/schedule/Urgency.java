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
        remaining(times, afterForward, afterBackward);
        intervalSeconds = pipeline.owned().values().stream()
                .mapToDouble(this::deviceSeconds)
                .max()
                .orElse(0);
    }

    private double deviceSeconds(List<Integer> stages) {
        double sum = 0;
        for (int stage : stages) {
            for (Pass pass : Pass.values()) {
                sum += times.seconds(pass, stage);
            }
        }
        return sum;
    }

    private void remaining(Times by, double[] forward, double[] backward) {
        for (int stage = 0; stage < pipeline.stages(); stage++) {
            backward[stage] = Math.max(backward[stage], by.seconds(Pass.WEIGHT_GRADIENT, stage))
                    + by.seconds(Pass.BACKWARD, stage);
            for (int reader : pipeline.readers().get(stage)) {
                backward[reader] = Math.max(backward[reader], by.messageSeconds(reader, stage) + backward[stage]);
            }
        }
        for (int stage = pipeline.stages() - 1; stage >= 0; stage--) {
            double next = backward[stage];
            for (int reader : pipeline.readers().get(stage)) {
                next = Math.max(next, by.messageSeconds(stage, reader) + forward[reader]);
            }
            forward[stage] = next + by.seconds(Pass.FORWARD, stage);
        }
    }

    /** When a turn must start at the latest. */
    double latestStart(Turn turn) {
        double rest =
                switch (turn.pass()) {
                    case FORWARD -> afterForward[turn.stage()];
                    case BACKWARD -> afterBackward[turn.stage()];
                    case WEIGHT_GRADIENT -> times.seconds(Pass.WEIGHT_GRADIENT, turn.stage());
                };
        return turn.microbatch() * intervalSeconds - rest;
    }

    /** How many microbatches a stage may hold: as many as are under way where messages take no time. */
    int mostHeld() {
        double[] forward = new double[pipeline.stages()];
        remaining(new WithoutMessages(times), forward, new double[pipeline.stages()]);
        double longest = 0;
        for (double seconds : forward) {
            longest = Math.max(longest, seconds);
        }
        return intervalSeconds <= 0
                ? Math.max(1, pipeline.stages())
                : Math.max(1, (int) Math.ceil(longest / intervalSeconds - ROUNDING));
    }

    private record WithoutMessages(Times times) implements Times {
        @Override
        public double seconds(Pass pass, int stage) {
            return times.seconds(pass, stage);
        }

        @Override
        public double messageSeconds(int from, int to) {
            return 0;
        }
    }
}
