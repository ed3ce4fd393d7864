package dev.partita.ui.timeline;

import dev.partita.history.TaskInterval;
import dev.partita.program.Program;
import dev.partita.timeline.CriticalPath;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.Releases;
import dev.partita.timeline.SliceUse;
import dev.partita.timeline.StepMetrics;
import dev.partita.timeline.Timeline;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A step with all that is shown of it; made off the JavaFX thread. */
final class ShownStep {
    private final StepLanes lanes;
    private final Optional<Timeline> timeline;
    private final Optional<StepMetrics> metrics;
    private final Optional<Releases> releases;
    private final Optional<CriticalPath> path;
    private final Optional<Exchanges> exchanges;
    /** By slice. */
    private final BitSet critical = new BitSet();

    private ShownStep(StepLanes lanes, Optional<Timeline> timeline) {
        this.lanes = lanes;
        this.timeline = timeline;
        this.metrics = timeline.map(StepMetrics::of);
        this.exchanges = timeline.map(step -> new Exchanges(step.program()));
        this.releases = timeline.map(Releases::of);
        this.path = timeline.map(step -> CriticalPath.of(step, releases.orElseThrow()));
        Set<Integer> chain = path.map(found -> Set.copyOf(found.tasks())).orElse(Set.of());
        for (int entry = 0; entry < lanes.size() && !chain.isEmpty(); entry++) {
            OptionalInt task = lanes.task(entry);
            critical.set(entry, task.isPresent() && chain.contains(task.getAsInt()));
        }
    }

    static ShownStep of(Timeline timeline) {
        return new ShownStep(StepLanes.of(timeline), Optional.of(timeline));
    }

    /** What a run has kept: names and times only. */
    static ShownStep of(List<TaskInterval> kept, Optional<Program> program) {
        return new ShownStep(StepLanes.of(kept, program), Optional.empty());
    }

    StepLanes lanes() {
        return lanes;
    }

    /** Empty for a run that is only remembered. */
    Optional<Timeline> timeline() {
        return timeline;
    }

    Optional<StepMetrics> metrics() {
        return metrics;
    }

    Optional<CriticalPath> path() {
        return path;
    }

    boolean critical(int entry) {
        return critical.get(entry);
    }

    /** When within a slice its devices exchange something, as shares of it: from and to, ascending. */
    double[] exchanges(int entry) {
        OptionalInt task = lanes.task(entry);
        return task.isPresent() && exchanges.isPresent() ? exchanges.get().of(task.getAsInt()) : Exchanges.NONE;
    }

    /** What a slice waited for, as a slice. */
    OptionalInt before(int entry) {
        OptionalInt task = lanes.task(entry);
        if (releases.isEmpty() || task.isEmpty()) {
            return OptionalInt.empty();
        }
        OptionalInt before = releases.get().before(task.getAsInt());
        return before.isPresent() ? lanes.entryOf(before.getAsInt()) : OptionalInt.empty();
    }

    List<DeviceUse> between(double fromSeconds, double toSeconds) {
        return timeline.map(step -> DeviceUse.between(step, fromSeconds, toSeconds))
                .orElseGet(() -> SliceUse.between(lanes.slices(), fromSeconds, toSeconds));
    }
}
