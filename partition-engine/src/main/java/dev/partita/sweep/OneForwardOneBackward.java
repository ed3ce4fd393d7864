package dev.partita.sweep;

import java.util.Arrays;

/**
 * The time of 1F1B (Narayanan et al. 2019) with uneven stages, by its events: every stage runs its forwards and backwards
 * in the order of the schedule, each as soon as what it needs has arrived. Messages travel beside compute. The steady
 * state repeats, so a long pipeline is walked for some microbatches only.
 */
final class OneForwardOneBackward {
    /** Microbatches per stage after which a further one takes what the last one took. */
    private static final int SETTLED_PER_STAGE = 3;

    private final double[] forwardSeconds;
    private final double[] backwardSeconds;
    private final double[] hopSeconds;
    private final int stages;

    /** @param hopSeconds of one message from each stage to the next, one entry fewer than stages */
    OneForwardOneBackward(double[] forwardSeconds, double[] backwardSeconds, double[] hopSeconds) {
        this.forwardSeconds = forwardSeconds;
        this.backwardSeconds = backwardSeconds;
        this.hopSeconds = hopSeconds;
        this.stages = forwardSeconds.length;
    }

    double seconds(int microbatches) {
        if (stages == 1) {
            return microbatches * (forwardSeconds[0] + backwardSeconds[0]);
        }
        int walked = Math.min(microbatches, SETTLED_PER_STAGE * stages + 4);
        double seconds = walk(walked);
        return microbatches == walked ? seconds : seconds + (microbatches - walked) * (seconds - walk(walked - 1));
    }

    /** Stages advance in turns until all are done; a turn is cheap, and each stage goes as far as it can. */
    private double walk(int microbatches) {
        double[][] forwardEnd = unknown(microbatches);
        double[][] backwardEnd = unknown(microbatches);
        double[] clock = new double[stages];
        int[] done = new int[stages];
        int left = 2 * microbatches * stages;
        while (left > 0) {
            for (int stage = 0; stage < stages; stage++) {
                while (done[stage] < 2 * microbatches
                        && step(stage, done[stage], microbatches, clock, forwardEnd, backwardEnd)) {
                    done[stage]++;
                    left--;
                }
            }
        }
        return Arrays.stream(clock).max().orElseThrow();
    }

    private boolean step(
            int stage, int position, int microbatches, double[] clock, double[][] forwardEnd, double[][] backwardEnd) {
        int warmUp = Math.min(stages - 1 - stage, microbatches);
        boolean forward = position < warmUp || (position < 2 * microbatches - warmUp && (position - warmUp) % 2 == 0);
        int microbatch = microbatch(position, warmUp, microbatches, forward);
        double ready = forward
                ? (stage == 0 ? 0 : forwardEnd[stage - 1][microbatch] + hopSeconds[stage - 1])
                : stage == stages - 1
                        ? forwardEnd[stage][microbatch]
                        : backwardEnd[stage + 1][microbatch] + hopSeconds[stage];
        if (Double.isNaN(ready)) {
            return false;
        }
        double seconds = forward ? forwardSeconds[stage] : backwardSeconds[stage];
        clock[stage] = Math.max(clock[stage], ready) + seconds;
        (forward ? forwardEnd : backwardEnd)[stage][microbatch] = clock[stage];
        return true;
    }

    private static int microbatch(int position, int warmUp, int microbatches, boolean forward) {
        if (position < warmUp) {
            return position;
        }
        if (position >= 2 * microbatches - warmUp) {
            return position - microbatches;
        }
        int pair = (position - warmUp) / 2;
        return forward ? warmUp + pair : pair;
    }

    private double[][] unknown(int microbatches) {
        double[][] times = new double[stages][microbatches];
        for (double[] row : times) {
            Arrays.fill(row, Double.NaN);
        }
        return times;
    }
}
