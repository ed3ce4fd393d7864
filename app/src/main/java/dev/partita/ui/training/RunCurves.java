package dev.partita.ui.training;

import dev.partita.ui.chart.Curve;

/** What a run did by step. */
final class RunCurves {
    /** Weight of the newest loss in the smoothed curve. */
    private static final double NEWEST = 0.1;

    final Curve loss = new Curve();
    final Curve smoothedLoss = new Curve();
    final Curve stepSeconds = new Curve();
    private double weighted;
    private double weight;

    /** @param seconds not a number if the step was paused */
    void add(long step, double newLoss, double seconds) {
        loss.add(step, newLoss);
        smoothedLoss.add(step, smoothed(newLoss));
        stepSeconds.add(step, seconds);
    }

    /** An exponential mean that is not drawn towards its start (as Adam's moments, Kingma and Ba 2015, section 3). */
    private double smoothed(double newLoss) {
        weighted = (1 - NEWEST) * weighted + NEWEST * newLoss;
        weight = (1 - NEWEST) * weight + NEWEST;
        return weighted / weight;
    }

    void clear() {
        loss.clear();
        smoothedLoss.clear();
        stepSeconds.clear();
        weighted = 0;
        weight = 0;
    }
}
