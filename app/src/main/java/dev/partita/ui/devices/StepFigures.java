package dev.partita.ui.devices;

import dev.partita.checks.DeviceMemory;
import dev.partita.checks.Evaluation;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.LinkUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** An evaluation by device: arranged once, so that a card of a thousand is found at once. */
final class StepFigures {
    private final Evaluation evaluation;
    private final Map<Integer, Double> busy = new HashMap<>();
    private final Map<Integer, LinkLoad> loads = new HashMap<>();
    private final Map<Integer, List<LinkUse>> links = new HashMap<>();

    StepFigures(Evaluation evaluation) {
        this.evaluation = evaluation;
        evaluation.simulation().ifPresent(simulation -> {
            for (DeviceUse use : simulation.metrics().devices()) {
                busy.put(use.device(), use.busyFraction());
            }
            simulation.metrics().links().forEach(this::add);
            Program program = simulation.timeline().program();
            program.segments().forEach(segment -> add(segment, program.tasks().turns(segment.loop())));
        });
    }

    private void add(LinkUse link) {
        loads.merge(link.to(), LinkLoad.NONE.received(link), (old, any) -> old.received(link));
        loads.merge(link.from(), LinkLoad.NONE.sent(link), (old, any) -> old.sent(link));
        links.computeIfAbsent(link.to(), any -> new ArrayList<>()).add(link);
        links.computeIfAbsent(link.from(), any -> new ArrayList<>()).add(link);
    }

    /** What a device sends the others of its mesh it receives from them too, and waits for. */
    private void add(Segment segment, int turns) {
        if (segment.collectiveBytes() > 0) {
            long bytes = turns * segment.collectiveBytes();
            double seconds = turns * segment.collectiveSeconds();
            LinkLoad load = new LinkLoad(bytes, bytes, seconds, seconds);
            segment.mesh().devices().forEach(device -> loads.merge(device, load, LinkLoad::plus));
        }
    }

    /** False where the plan does not compile. */
    boolean computed() {
        return evaluation.simulation().isPresent();
    }

    /** Empty for a device that the evaluated cluster does not have. */
    Optional<DeviceMemory> memory(int device) {
        return device < evaluation.devices().size()
                ? Optional.of(evaluation.devices().get(device))
                : Optional.empty();
    }

    /** The share of the step in which a device computes; empty where it owns nothing or there is no step. */
    OptionalDouble busy(int device) {
        Double share = busy.get(device);
        return share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
    }

    LinkLoad load(int device) {
        return loads.getOrDefault(device, LinkLoad.NONE);
    }

    /** The links of a device, each with its traffic. */
    List<LinkUse> links(int device) {
        return links.getOrDefault(device, List.of());
    }
}
