package dev.partita.ui.timeline;

import dev.partita.kernel.CollectiveKernel;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When within a segment the devices of its mesh exchange something in place of computing, as shares of its time. */
final class Exchanges {
    static final double[] NONE = {};

    private final Program program;
    private final Map<Integer, double[]> ofLoop = new HashMap<>();

    Exchanges(Program program) {
        this.program = program;
        for (Segment segment : program.segments()) {
            if (segment.collectiveSeconds() > 0) {
                ofLoop.put(segment.loop(), shares(segment));
            }
        }
    }

    /** From and to, again and again, ascending. */
    double[] of(int task) {
        return ofLoop.getOrDefault(program.tasks().loopOf()[task], NONE);
    }

    private static double[] shares(Segment segment) {
        List<Double> shares = new ArrayList<>();
        double seconds = 0;
        for (Step step : segment.steps()) {
            if (step.kernel() instanceof CollectiveKernel && step.seconds() > 0) {
                double from = seconds / segment.seconds();
                if (!shares.isEmpty() && shares.getLast() >= from) {
                    shares.removeLast();
                } else {
                    shares.add(from);
                }
                shares.add((seconds + step.seconds()) / segment.seconds());
            }
            seconds += step.seconds();
        }
        return shares.stream().mapToDouble(share -> share).toArray();
    }
}
