package dev.partita.timeline;

import dev.partita.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The chain of tasks that determines the step: from the task that ends last back to one that waited for nothing, each
 * time to the predecessor that ended last (the critical path method, Kelley and Walker 1959). Of a prediction on devices
 * with cores of their own the chain has no gaps, so only what makes one of its tasks shorter makes the step shorter; in
 * a measured step the gaps are the time it took to notice that a predecessor had ended.
 *
 * @param tasks in the order of time
 * @param computeSeconds of its segments
 * @param communicationSeconds of its transfers
 * @param gapSeconds the rest of the step
 */
public record CriticalPath(List<Integer> tasks, double computeSeconds, double communicationSeconds, double gapSeconds) {
    public CriticalPath {
        tasks = List.copyOf(tasks);
    }

    public static CriticalPath of(Timeline timeline) {
        return of(timeline, Releases.of(timeline));
    }

    public static CriticalPath of(Timeline timeline, Releases releases) {
        Program program = timeline.program();
        double[] starts = timeline.startSeconds();
        double[] ends = timeline.endSeconds();
        List<Integer> chain = new ArrayList<>();
        double compute = 0;
        double communication = 0;
        OptionalInt next = last(ends);
        while (next.isPresent()) {
            int task = next.getAsInt();
            chain.add(task);
            if (program.isSegment(program.tasks().loopOf()[task])) {
                compute += ends[task] - starts[task];
            } else {
                communication += ends[task] - starts[task];
            }
            next = releases.before(task);
        }
        double gaps = Math.max(0, timeline.stepSeconds() - compute - communication);
        return new CriticalPath(chain.reversed(), compute, communication, gaps);
    }

    private static OptionalInt last(double[] ends) {
        return IntStream.range(0, ends.length).reduce((a, b) -> ends[b] > ends[a] ? b : a);
    }
}
