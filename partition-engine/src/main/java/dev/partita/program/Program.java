package dev.partita.program;

import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.Kernel;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One optimizer step of a plan, compiled: predicted by the simulator and executed by the runtime, the same tasks with
 * the same buffers at the same offsets.
 *
 * @param devices only those that own layers, in device order
 * @param segments indexed by loop number
 * @param transfers their loops follow the segments'
 */
public record Program(
        Plan plan,
        Profile profile,
        List<Stage> stages,
        List<DeviceProgram> devices,
        List<Segment> segments,
        List<Transfer> transfers,
        TaskGraph tasks) {
    public Program {
        stages = List.copyOf(stages);
        devices = List.copyOf(devices);
        segments = List.copyOf(segments);
        transfers = List.copyOf(transfers);
    }

    /** The program of a device that owns layers. */
    public DeviceProgram device(int device) {
        return devices.stream()
                .filter(candidate -> candidate.devices().contains(device))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("gpu:" + device + " owns no layers."));
    }

    /** Every kernel that some device runs by itself, once. */
    public Set<Kernel> kernels() {
        Set<Kernel> kernels = new LinkedHashSet<>();
        segments.forEach(segment -> segment.steps().forEach(step -> kernels.add(step.kernel())));
        kernels.removeIf(kernel -> kernel instanceof CollectiveKernel);
        return kernels;
    }

    /** How many of {@link #kernels()} have a time that was estimated, not measured. */
    public long estimatedKernels() {
        return kernels().stream()
                .filter(kernel -> profile.catalog().cost(kernel).estimated())
                .count();
    }

    /** True if the loop is a segment; its transfer is {@code transfers[loop - segments]} otherwise. */
    public boolean isSegment(int loop) {
        return loop < segments.size();
    }

    public Transfer transfer(int loop) {
        return transfers.get(loop - segments.size());
    }
}
