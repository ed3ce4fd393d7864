package dev.partita.workbench;

import dev.partita.calibration.Measurement;
import dev.partita.calibration.MeasurementStore;
import dev.partita.settings.CalibrationStore;
import dev.partita.settings.StoredCost;
import java.util.HashMap;
import java.util.Map;

/** Kernels measured on this machine, kept among the user's settings. */
record KernelTimes(CalibrationStore stored) implements MeasurementStore {

    @Override
    public Map<String, Measurement> load(String fingerprint) {
        Map<String, Measurement> measured = new HashMap<>();
        stored.load(fingerprint)
                .forEach((kernel, cost) -> measured.put(
                        kernel,
                        new Measurement(cost.workspaceBytes(), cost.seconds(), cost.flops(), cost.trafficBytes())));
        return measured;
    }

    @Override
    public void keep(String fingerprint, Map<String, Measurement> measured) {
        Map<String, StoredCost> costs = new HashMap<>();
        measured.forEach((kernel, found) -> costs.put(
                kernel, new StoredCost(found.workspaceBytes(), found.seconds(), found.flops(), found.trafficBytes())));
        stored.save(fingerprint, costs);
    }
}
