package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What {@code devices} says: the components are the keys that scripts rely on.
 *
 * @param calibration null where nothing was measured anew
 */
record DevicesOutput(List<Device> devices, List<Search> searched, Optional<CalibrationChanges> calibration)
        implements Report {

    record Device(
            String name,
            String backend,
            long memoryBytes,
            int measuredKernels,
            OptionalDouble measuredFlopsPerSecond,
            OptionalDouble measuredBytesPerSecond) {}

    record Search(String backend, String library, boolean found, Optional<String> reason) {}

    @Override
    public List<String> lines(Messages messages) {
        List<String> lines = new ArrayList<>(table(messages).lines());
        lines.add("");
        searched.forEach(search -> lines.add(messages.text(
                search.found() ? "devices.found" : "devices.missing",
                search.backend(),
                search.library(),
                search.reason().orElse(""))));
        calibration.ifPresentOrElse(
                changes -> lines.addAll(changes.lines(messages)), () -> lines.add(messages.text("devices.how")));
        return lines;
    }

    private Table table(Messages messages) {
        Table table = new Table(Stream.of("name", "backend", "memory", "flops", "bytes", "kernels")
                        .map(column -> messages.text("devices." + column))
                        .toList())
                .left(1);
        devices.forEach(device -> table.row(List.of(
                device.name(),
                device.backend(),
                Human.bytes(device.memoryBytes()),
                rate(device.measuredFlopsPerSecond(), "GFLOP/s"),
                rate(device.measuredBytesPerSecond(), "GB/s"),
                String.valueOf(device.measuredKernels()))));
        return table;
    }

    private static String rate(OptionalDouble perSecond, String unit) {
        return perSecond.isPresent() ? String.format("%.0f %s", perSecond.getAsDouble() / 1e9, unit) : "-";
    }
}
