package dev.partita.timeline;

import dev.partita.kernel.Kernel;
import dev.partita.profile.KernelCatalog;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the kernels of a step took, where only the times of segments were taken: each segment's time is shared among
 * its kernels as the prediction shares it. A segment that took a tenth longer makes each of its kernels a tenth slower.
 */
public final class KernelShares {
    private KernelShares() {}

    /** The seconds of all calls of each kernel on some devices in the step. */
    public static Map<Kernel, Double> secondsPerStep(Timeline timeline, Collection<Integer> devices) {
        Program program = timeline.program();
        KernelCatalog catalog = program.profile().catalog();
        Map<Kernel, Double> seconds = new HashMap<>();
        for (Segment segment : program.segments()) {
            double predicted = segment.steps().stream()
                    .mapToDouble(step -> catalog.cost(step.kernel()).seconds())
                    .sum();
            if (!devices.contains(segment.device()) || predicted <= 0) {
                continue;
            }
            double factor = busySeconds(timeline, segment) / predicted;
            for (Step step : segment.steps()) {
                seconds.merge(step.kernel(), catalog.cost(step.kernel()).seconds() * factor, Double::sum);
            }
        }
        return seconds;
    }

    /** Of all turns of a segment. */
    private static double busySeconds(Timeline timeline, Segment segment) {
        int[] first = timeline.program().tasks().firstTask();
        double sum = 0;
        for (int task = first[segment.loop()]; task < first[segment.loop() + 1]; task++) {
            sum += timeline.busySeconds()[task];
        }
        return sum;
    }
}
