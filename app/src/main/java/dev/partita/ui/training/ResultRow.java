package dev.partita.ui.training;

import dev.partita.hardware.Cluster;
import dev.partita.loop.TrainingOutcome;
import dev.partita.quantity.Human;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.StepMetrics;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.DeviceClock;
import dev.partita.workbench.Figures;
import dev.partita.workbench.Speed;
import dev.partita.workbench.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One figure of a finished run, predicted beside measured.
 *
 * @param error how far the prediction was off; empty where the figures say it themselves
 * @param part whether it is a part of the row above
 */
record ResultRow(String figure, String predicted, String measured, String error, boolean part) {
    static List<ResultRow> of(TrainingResult.Trained trained, Texts texts) {
        return new Rows(trained, texts).all();
    }

    private record Rows(TrainingResult.Trained trained, Texts texts, List<ResultRow> rows) {
        Rows(TrainingResult.Trained trained, Texts texts) {
            this(trained, texts, new ArrayList<>());
        }

        List<ResultRow> all() {
            StepMetrics predicted = trained.prediction().metrics();
            DeviceClock ownCores = DeviceClock.of(trained);
            seconds(
                    "train.step_time",
                    predicted.stepSeconds(),
                    OptionalDouble.of(trained.outcome().measuredStepSeconds()));
            seconds("train.step_time_device", ownCores.predictedStepSeconds(), ownCores.measuredStepSeconds());
            rate(predicted, Speed.of(trained));
            trained.outcome().devices().forEach(device -> device(predicted, device));
            return rows;
        }

        private void seconds(String key, double predicted, OptionalDouble measured) {
            measured.ifPresent(value -> rows.add(new ResultRow(
                    texts.now(key),
                    Human.seconds(predicted),
                    Human.seconds(value),
                    Figures.difference(predicted, value),
                    false)));
        }

        private void rate(StepMetrics predicted, Speed speed) {
            boolean tokens = speed.tokensPerSecond().isPresent();
            double expected = predicted.tokensPerSecond().orElse(predicted.samplesPerSecond());
            double measured = speed.tokensPerSecond().orElse(speed.samplesPerSecond());
            rows.add(new ResultRow(
                    texts.now(tokens ? "train.tokens" : "train.samples"),
                    Figures.rate(expected),
                    Figures.rate(measured),
                    Figures.difference(expected, measured),
                    false));
        }

        private void device(StepMetrics predicted, TrainingOutcome.Device device) {
            long planned = device.predictedPeakBytes();
            long reached = device.measuredPeakBytes();
            rows.add(new ResultRow(
                    texts.now("train.peak", Cluster.deviceName(device.device())),
                    Human.bytes(planned),
                    Human.bytes(reached),
                    planned == reached ? texts.now("train.to_the_byte") : Figures.difference(planned, reached),
                    false));
            predicted.devices().stream()
                    .filter(use -> use.device() == device.device())
                    .forEach(use -> shares(use, device));
        }

        private void shares(DeviceUse predicted, TrainingOutcome.Device measured) {
            share("use.busy", predicted.busyFraction(), measured.busyFraction());
            share("use.communication", predicted.communicationFraction(), measured.communicationFraction());
            share("use.core_wait", predicted.coreWaitFraction(), measured.coreWaitFraction());
            share("use.idle", predicted.idleFraction(), measured.idleFraction());
        }

        /** A share is off by points, for a percentage of a percentage misleads. */
        private void share(String key, double predicted, double measured) {
            String points = String.format(java.util.Locale.ROOT, "%+.1f", (measured - predicted) * 100);
            rows.add(new ResultRow(
                    texts.now(key),
                    Human.percent(predicted),
                    Human.percent(measured),
                    texts.now("training.points", points),
                    true));
        }
    }
}
