package dev.partita.checks;

import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;
import dev.partita.timeline.LinkUse;
import java.util.List;
import java.util.Optional;

/**
 * All there is to know about a plan before it is trained.
 *
 * @param profile name of the profile it was compiled under
 * @param exact whether bytes are those that will be reserved, or an estimate
 * @param fits whether every device and the host have enough memory; false if the plan does not compile
 * @param notTrainableBecause one sentence; empty if the plan can be trained here
 * @param devices all devices of the cluster in order
 * @param links those with traffic
 * @param diagnostics errors first
 * @param simulation the predicted step; empty if the plan does not compile
 */
public record CheckReport(
        String profile,
        boolean exact,
        boolean fits,
        Optional<Sentence> notTrainableBecause,
        List<DeviceMemory> devices,
        List<LinkUse> links,
        List<Diagnostic> diagnostics,
        Optional<Simulation> simulation) {
    public CheckReport {
        devices = List.copyOf(devices);
        links = List.copyOf(links);
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean trainable() {
        return notTrainableBecause.isEmpty();
    }
}
