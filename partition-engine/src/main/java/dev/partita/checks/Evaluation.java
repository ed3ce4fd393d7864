package dev.partita.checks;

import dev.partita.plan.Plan;
import dev.partita.program.Obstacle;
import dev.partita.simulation.Simulation;
import java.util.List;
import java.util.Optional;

/**
 * What a plan leads to, without the diagnostics: what a person sees while a layer is being dragged.
 *
 * @param obstacles why it does not compile; empty if it does
 * @param devices all devices of the cluster in order; they hold nothing if the plan does not compile
 * @param simulation the predicted step; empty if the plan does not compile
 */
public record Evaluation(
        Plan plan, List<Obstacle> obstacles, List<DeviceMemory> devices, Optional<Simulation> simulation) {
    public Evaluation {
        obstacles = List.copyOf(obstacles);
        devices = List.copyOf(devices);
    }

    /** The devices that hold more than they can. */
    public List<DeviceMemory> overCapacity() {
        return devices.stream()
                .filter(device -> device.peakBytes() > device.capacityBytes())
                .toList();
    }
}
