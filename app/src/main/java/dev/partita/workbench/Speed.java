package dev.partita.workbench;

import dev.partita.timeline.StepMetrics;
import java.util.OptionalDouble;

/** What a run did per second. Rates follow from the median step alone: the numerators are those of the prediction. */
public record Speed(double samplesPerSecond, OptionalDouble tokensPerSecond) {
    public static Speed of(TrainingResult.Trained trained) {
        StepMetrics predicted = trained.prediction().metrics();
        double measured = trained.outcome().measuredStepSeconds();
        double factor = measured > 0 ? predicted.stepSeconds() / measured : 0;
        OptionalDouble tokens = predicted.tokensPerSecond();
        return new Speed(
                predicted.samplesPerSecond() * factor,
                tokens.isPresent() ? OptionalDouble.of(tokens.getAsDouble() * factor) : tokens);
    }
}
