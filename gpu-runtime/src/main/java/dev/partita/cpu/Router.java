package dev.partita.cpu;

import static dev.partita.cpu.Lanes.DOUBLE;
import static dev.partita.cpu.Lanes.FLOAT;
import static dev.partita.cpu.Lanes.INT;

import dev.partita.kernel.RoutingKernel.Routes;
import java.lang.foreign.MemorySegment;

/** Who goes where, and what balance costs. A token has as many logits as there are experts: too few for vectors. */
record Router(Routes routes) {
    private static final int DROPPED = -1;

    void route(MemorySegment logits, MemorySegment slots, MemorySegment gates) {
        int choices = (int) routes.choices();
        int[] chosen = new int[choices];
        float[] weights = new float[choices];
        for (long t = 0; t < routes.tokens(); t++) {
            choose(logits, t, chosen);
            weigh(logits, t, chosen, weights);
            for (int j = 0; j < choices; j++) {
                slots.setAtIndex(INT, t * choices + j, chosen[j]);
                gates.setAtIndex(FLOAT, t * choices + j, weights[j]);
            }
        }
        place(slots);
    }

    /** From the number of an expert to a row of it: first choices before second ones, each in the order of the tokens. */
    private void place(MemorySegment slots) {
        long choices = routes.choices();
        long[] taken = new long[(int) routes.experts()];
        for (long j = 0; j < choices; j++) {
            for (long at = j; at < routes.tokens() * choices; at += choices) {
                int expert = slots.getAtIndex(INT, at);
                long place = taken[expert]++;
                long slot = place < routes.capacity() ? expert * routes.capacity() + place : DROPPED;
                slots.setAtIndex(INT, at, (int) slot);
            }
        }
    }

    /** The experts with the largest logits, the first of equal ones before the others. */
    private void choose(MemorySegment logits, long token, int[] chosen) {
        for (int j = 0; j < chosen.length; j++) {
            int best = -1;
            float largest = 0;
            for (int e = 0; e < routes.experts(); e++) {
                float logit = logits.getAtIndex(FLOAT, token * routes.experts() + e);
                // Where a logit is no number the first expert left is taken, and the loss tells.
                if (!taken(chosen, j, e) && (best < 0 || logit > largest)) {
                    best = e;
                    largest = logit;
                }
            }
            chosen[j] = best;
        }
    }

    private static boolean taken(int[] chosen, int count, int expert) {
        for (int j = 0; j < count; j++) {
            if (chosen[j] == expert) {
                return true;
            }
        }
        return false;
    }

    /** The softmax over the chosen logits, of which the first is the largest. */
    private void weigh(MemorySegment logits, long token, int[] chosen, float[] weights) {
        float largest = logits.getAtIndex(FLOAT, token * routes.experts() + chosen[0]);
        float sum = 0;
        for (int j = 0; j < chosen.length; j++) {
            weights[j] = Lanes.exp(logits.getAtIndex(FLOAT, token * routes.experts() + chosen[j]) - largest);
            sum += weights[j];
        }
        for (int j = 0; j < chosen.length; j++) {
            weights[j] /= sum;
        }
    }

    void gradient(MemorySegment logits, MemorySegment gatesGradient, MemorySegment logitsGradient) {
        int choices = (int) routes.choices();
        int[] chosen = new int[choices];
        float[] weights = new float[choices];
        logitsGradient.fill((byte) 0);
        for (long t = 0; t < routes.tokens(); t++) {
            choose(logits, t, chosen);
            weigh(logits, t, chosen, weights);
            float mean = 0;
            for (int j = 0; j < choices; j++) {
                mean += weights[j] * gatesGradient.getAtIndex(FLOAT, t * choices + j);
            }
            for (int j = 0; j < choices; j++) {
                float slope = weights[j] * (gatesGradient.getAtIndex(FLOAT, t * choices + j) - mean);
                logitsGradient.setAtIndex(FLOAT, t * routes.experts() + chosen[j], slope);
            }
        }
    }

    void balance(MemorySegment logits, MemorySegment fractions, MemorySegment loss, double factor) {
        int experts = (int) routes.experts();
        int[] chosen = new int[(int) routes.choices()];
        double[] counts = new double[experts];
        double[] means = new double[experts];
        float[] probabilities = new float[experts];
        for (long t = 0; t < routes.tokens(); t++) {
            choose(logits, t, chosen);
            for (int expert : chosen) {
                counts[expert] += 1.0 / routes.tokens();
            }
            probabilities(logits, t, chosen[0], probabilities);
            for (int e = 0; e < experts; e++) {
                means[e] += (double) probabilities[e] / routes.tokens();
            }
        }
        double sum = 0;
        for (int e = 0; e < experts; e++) {
            fractions.setAtIndex(FLOAT, e, (float) counts[e]);
            sum += counts[e] * means[e];
        }
        loss.set(DOUBLE, 0, loss.get(DOUBLE, 0) + factor * experts * sum);
    }

    private void probabilities(MemorySegment logits, long token, int best, float[] probabilities) {
        float largest = logits.getAtIndex(FLOAT, token * routes.experts() + best);
        float sum = 0;
        for (int e = 0; e < probabilities.length; e++) {
            probabilities[e] = Lanes.exp(logits.getAtIndex(FLOAT, token * routes.experts() + e) - largest);
            sum += probabilities[e];
        }
        for (int e = 0; e < probabilities.length; e++) {
            probabilities[e] /= sum;
        }
    }

    /** With the probabilities p of a token: {@code factor experts / tokens * p (f - sum(f p))}. */
    void balanceGradient(MemorySegment logits, MemorySegment fractions, MemorySegment gradient, double factor) {
        int experts = (int) routes.experts();
        int[] chosen = new int[1];
        float[] probabilities = new float[experts];
        float scale = (float) (factor * experts / routes.tokens());
        for (long t = 0; t < routes.tokens(); t++) {
            choose(logits, t, chosen);
            probabilities(logits, t, chosen[0], probabilities);
            float mean = 0;
            for (int e = 0; e < experts; e++) {
                mean += probabilities[e] * fractions.getAtIndex(FLOAT, e);
            }
            for (int e = 0; e < experts; e++) {
                float slope = scale * probabilities[e] * (fractions.getAtIndex(FLOAT, e) - mean);
                gradient.setAtIndex(FLOAT, t * experts + e, slope);
            }
        }
    }
}
