package dev.partita.loop;

import dev.partita.executor.StepRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run did.
 *
 * @param stopped true if it was asked to stop before all steps were done
 * @param firstStep the number of the first step of this run
 * @param measuredStepSeconds median over all steps but the first few, which load caches; 0 without steps
 * @param typicalStep the record of a step near the median, for timelines; empty without steps
 * @param checkpoint the last one written
 * @param processBytesOutsideArenas resident memory of this process beyond the arenas' touched bytes, where the system
 *     tells
 */
public record TrainingOutcome(
        boolean stopped,
        long firstStep,
        List<Double> losses,
        double measuredStepSeconds,
        Optional<StepRecord> typicalStep,
        List<Device> devices,
        Optional<Path> checkpoint,
        OptionalLong processBytesOutsideArenas) {
    public TrainingOutcome {
        losses = List.copyOf(losses);
        devices = List.copyOf(devices);
    }

    /**
     * One device over the whole run. The four fractions add up to 1.
     *
     * @param measuredPeakBytes how far the addresses given to kernels and copies reach into the arena
     * @param touchedBytes how many different bytes they cover: the peak less padding
     */
    public record Device(
            int device,
            long predictedPeakBytes,
            long measuredPeakBytes,
            long touchedBytes,
            double busyFraction,
            double communicationFraction,
            double idleFraction,
            double coreWaitFraction) {}
}
