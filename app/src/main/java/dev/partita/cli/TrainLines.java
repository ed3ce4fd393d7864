package dev.partita.cli;

import dev.partita.cli.TrainOutput.Device;
import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import dev.partita.timeline.DeviceUse;
import dev.partita.workbench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A run for people: the loss, what was predicted beside what was measured, where the weights are. */
final class TrainLines {
    private final Messages messages;
    private final TrainOutput train;

    TrainLines(Messages messages, TrainOutput train) {
        this.messages = messages;
        this.train = train;
    }

    List<String> all() {
        List<String> lines = new ArrayList<>();
        if (train.wroteOnlyWeights()) {
            lines.add(messages.text("train.weights", train.checkpoint().orElse("")));
            return lines;
        }
        lines.add(train.title());
        lines.add(learned());
        if (!train.losses().isEmpty()) {
            lines.add("");
            lines.addAll(comparison().lines());
        }
        train.processBytesOutsideArenas()
                .ifPresent(bytes -> lines.add(messages.text("train.outside", Human.bytes(bytes))));
        lines.add("");
        lines.add(ending());
        return lines;
    }

    private String learned() {
        int steps = train.losses().size();
        return steps == 0
                ? messages.text("train.no_step")
                : messages.text(
                        "train.learned",
                        steps,
                        Figures.loss(train.losses().getFirst()),
                        Figures.loss(train.losses().getLast()));
    }

    private String ending() {
        String checkpoint = train.checkpoint().orElse("");
        return train.stopped()
                ? messages.text(
                        "train.stopped", train.firstStep() + train.losses().size(), checkpoint, train.folder())
                : train.run().isPresent()
                        ? messages.text("train.finished", train.run().getAsLong(), checkpoint)
                        : messages.text("train.finished_unkept", checkpoint);
    }

    private Table comparison() {
        Table table = new Table(List.of(
                messages.text("train.figure"),
                messages.text("train.predicted"),
                messages.text("train.measured"),
                messages.text("train.difference")));
        seconds(table, "train.step_time", train.predictedStepSeconds(), OptionalDouble.of(train.measuredStepSeconds()));
        seconds(
                table,
                "train.step_time_device",
                train.predictedDeviceClockStepSeconds(),
                train.measuredDeviceClockStepSeconds());
        rate(table);
        train.devices().forEach(device -> device(table, device));
        return table;
    }

    private void seconds(Table table, String key, double predicted, OptionalDouble measured) {
        measured.ifPresent(value -> table.row(List.of(
                messages.text(key),
                Human.seconds(predicted),
                Human.seconds(value),
                Figures.difference(predicted, value))));
    }

    private void rate(Table table) {
        boolean tokens = train.tokensPerSecond().isPresent();
        double predicted =
                train.predicted().tokensPerSecond().orElse(train.predicted().samplesPerSecond());
        double measured = train.tokensPerSecond().orElse(train.samplesPerSecond());
        table.row(List.of(
                messages.text(tokens ? "train.tokens" : "train.samples"),
                Figures.rate(predicted),
                Figures.rate(measured),
                Figures.difference(predicted, measured)));
    }

    private void device(Table table, Device device) {
        DeviceUse predicted = train.predicted(device.name());
        table.row(List.of(
                messages.text("train.peak", device.name()),
                Human.bytes(device.predictedPeakBytes()),
                Human.bytes(device.measuredPeakBytes()),
                device.predictedPeakBytes() == device.measuredPeakBytes()
                        ? messages.text("train.to_the_byte")
                        : Figures.difference(device.predictedPeakBytes(), device.measuredPeakBytes())));
        share(table, "busy", predicted.busyFraction(), device.busyFraction());
        share(table, "communication", predicted.communicationFraction(), device.communicationFraction());
        share(table, "core_wait", predicted.coreWaitFraction(), device.coreWaitFraction());
        share(table, "idle", predicted.idleFraction(), device.idleFraction());
    }

    private void share(Table table, String use, double predicted, double measured) {
        table.row(List.of("  " + messages.text("use." + use), Human.percent(predicted), Human.percent(measured), ""));
    }
}
