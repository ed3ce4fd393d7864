package dev.partita.ui.split;

import dev.partita.checks.DeviceMemory;
import dev.partita.checks.Evaluation;
import dev.partita.operator.Division;
import dev.partita.program.CollectiveUse;
import dev.partita.program.DividedLayers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where one way to divide layers would lead.
 *
 * @param peakBytes of the device that needs most
 * @param stepSeconds empty where the plan would not compile
 * @param uses what the devices would do together in a step
 * @param kinds how many of the layers would be divided in which way over the axis that is looked at
 */
record Outcome(
        long peakBytes,
        long capacityBytes,
        OptionalDouble stepSeconds,
        List<CollectiveUse> uses,
        Map<Division.Kind, Integer> kinds) {

    /** Takes its time: not for the JavaFX thread. */
    static Outcome of(Evaluation evaluation, List<Integer> devices, Collection<String> layers, int axis) {
        DeviceMemory first = evaluation.devices().get(devices.getFirst());
        if (evaluation.simulation().isEmpty()) {
            return new Outcome(0, first.capacityBytes(), OptionalDouble.empty(), List.of(), Map.of());
        }
        var step = evaluation.simulation().get();
        DividedLayers divided = DividedLayers.of(step.timeline().program());
        return new Outcome(
                first.peakBytes(),
                first.capacityBytes(),
                OptionalDouble.of(step.stepSeconds()),
                divided.ofDevice(devices.getFirst()),
                divided.kinds(layers, axis));
    }

    boolean over() {
        return peakBytes > capacityBytes;
    }
}
