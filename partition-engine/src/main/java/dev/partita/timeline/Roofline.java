package dev.partita.timeline;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceModel;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.Kernel;
import dev.partita.profile.KernelCost;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The roofline of one kind of device (Williams et al. 2009): what arithmetic and memory allow at each intensity, and
 * where a step's kernels lie under it.
 *
 * @param devices of this model that own layers
 * @param bytesPerSecond the slope
 * @param flopsPerSecond the flat roofs by data type
 * @param dots most time first
 */
public record Roofline(
        DeviceModel model,
        List<Integer> devices,
        Source source,
        double bytesPerSecond,
        Map<DataType, Double> flopsPerSecond,
        List<KernelDot> dots) {
    /** Where the roofs come from. */
    public enum Source {
        /** What the maker prints. */
        DATA_SHEET,
        /** The most that a kernel of this step was measured to reach. */
        MEASURED,
        /** Assumed of a worker on this machine, as nothing is measured yet. */
        NOMINAL
    }

    public Roofline {
        devices = List.copyOf(devices);
        flopsPerSecond = Collections.unmodifiableMap(new TreeMap<>(flopsPerSecond));
        dots = List.copyOf(dots);
    }

    /** One for each kind of device that owns layers, in device order. */
    public static List<Roofline> all(Program program) {
        Cluster cluster = program.plan().cluster();
        Map<DeviceModel, List<Integer>> devices = new LinkedHashMap<>();
        for (DeviceProgram device : program.devices()) {
            devices.computeIfAbsent(cluster.device(device.device()), key -> new ArrayList<>())
                    .addAll(device.devices());
        }
        List<Roofline> rooflines = new ArrayList<>();
        devices.forEach((model, numbers) -> rooflines.add(of(program, model, numbers)));
        return rooflines;
    }

    private static Roofline of(Program program, DeviceModel model, List<Integer> devices) {
        List<KernelDot> dots = dots(program, Set.copyOf(devices));
        List<KernelDot> measured =
                dots.stream().filter(dot -> dot.computes() && !dot.estimated()).toList();
        if (!model.virtual() || measured.isEmpty()) {
            Map<DataType, Double> peaks = new TreeMap<>();
            model.peak().forEach((type, rate) -> peaks.put(type, rate.rate()));
            Source source = model.virtual() ? Source.NOMINAL : Source.DATA_SHEET;
            return new Roofline(model, devices, source, model.memoryBandwidth().rate(), peaks, dots);
        }
        double bytes =
                measured.stream().mapToDouble(KernelDot::bytesPerSecond).max().orElseThrow();
        double flops =
                measured.stream().mapToDouble(KernelDot::flopsPerSecond).max().orElseThrow();
        return new Roofline(
                model,
                devices,
                Source.MEASURED,
                bytes,
                Map.of(program.plan().training().precision().type(), flops),
                dots);
    }

    private static final class Calls {
        final Set<String> layers = new LinkedHashSet<>();
        long count;
    }

    private static List<KernelDot> dots(Program program, Set<Integer> devices) {
        Map<Kernel, Calls> calls = new LinkedHashMap<>();
        for (Segment segment : program.segments()) {
            if (devices.contains(segment.device())) {
                for (Step step : segment.steps()) {
                    if (step.kernel() instanceof CollectiveKernel) {
                        continue; // it moves bytes over links, not under this roof
                    }
                    Calls known = calls.computeIfAbsent(step.kernel(), key -> new Calls());
                    known.layers.add(step.layer());
                    known.count += program.tasks().turns(segment.loop());
                }
            }
        }
        List<KernelDot> dots = new ArrayList<>();
        calls.forEach((kernel, known) -> {
            KernelCost cost = program.profile().catalog().cost(kernel);
            dots.add(new KernelDot(
                    kernel, List.copyOf(known.layers), known.count, cost.seconds() * known.count, cost.estimated()));
        });
        dots.sort(Comparator.comparingDouble(KernelDot::secondsPerStep).reversed());
        return dots;
    }

    /** The best that the roofs allow at an intensity, in a data type. */
    public double roof(DataType type, double flopsPerByte) {
        Double peak = flopsPerSecond.get(type);
        double slope = bytesPerSecond * flopsPerByte;
        return peak == null ? slope : Math.min(peak, slope);
    }

    /** The time of all kernels in one step. */
    public double totalSeconds() {
        return dots.stream().mapToDouble(KernelDot::secondsPerStep).sum();
    }
}
