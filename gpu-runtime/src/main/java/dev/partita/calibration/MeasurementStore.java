package dev.partita.calibration;

import java.util.Map;

/** Where measurements outlive the process. Kernels are named by their text, which holds their whole signature. */
public interface MeasurementStore {
    /** Keeps nothing. */
    MeasurementStore NONE = new MeasurementStore() {
        @Override
        public Map<String, Measurement> load(String fingerprint) {
            return Map.of();
        }

        @Override
        public void keep(String fingerprint, Map<String, Measurement> measured) {
            // nothing is kept
        }
    };

    /** What was measured under a fingerprint. */
    Map<String, Measurement> load(String fingerprint);

    /** Adds to what is stored; a newer measurement of a kernel replaces the older. */
    void keep(String fingerprint, Map<String, Measurement> measured);
}
