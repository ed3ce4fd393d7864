package dev.partita.timeline;

import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import java.util.Set;
import java.util.TreeSet;

/** What computes at a moment of a step: of every device at work, the layer whose kernel runs. */
public final class ActiveLayers {
    private ActiveLayers() {}

    /** A segment's kernels are taken to share its time in proportion to their costs. */
    public static Set<String> at(Timeline timeline, double seconds) {
        Program program = timeline.program();
        Set<String> active = new TreeSet<>();
        for (Segment segment : program.segments()) {
            int first = program.tasks().firstTask()[segment.loop()];
            for (int turn = 0; turn < program.tasks().turns(segment.loop()); turn++) {
                double start = timeline.startSeconds()[first + turn];
                double end = timeline.endSeconds()[first + turn];
                if (seconds >= start && seconds < end) {
                    active.add(layerAt(segment, (seconds - start) / (end - start)));
                }
            }
        }
        return active;
    }

    private static String layerAt(Segment segment, double share) {
        double left = share * segment.seconds();
        for (Step step : segment.steps()) {
            left -= step.seconds();
            if (left < 0) {
                return step.layer();
            }
        }
        return segment.steps().getLast().layer();
    }
}
