package dev.partita.ui.timeline;

import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.quantity.Human;
import dev.partita.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is said of a slice under the pointer. */
final class SliceText {
    private SliceText() {}

    static String of(Hit hit, Messages messages) {
        ShownStep step = hit.step();
        StepLanes lanes = step.lanes();
        int entry = hit.entry();
        List<String> lines = new ArrayList<>();
        lines.add(messages.text(
                hit.row().measured() ? "timeline.slice_measured" : "timeline.slice",
                lanes.label(entry),
                lanes.microbatch(entry),
                lanes.name(hit.row().device())));
        lines.add(messages.text(
                "timeline.slice_times",
                Human.seconds(lanes.start(entry)),
                Human.seconds(lanes.end(entry) - lanes.start(entry))));
        if (lanes.bytes(entry) > 0) {
            lines.add(messages.text("timeline.slice_bytes", Human.bytes(lanes.bytes(entry))));
        }
        together(step, entry)
                .ifPresent(segment -> lines.add(messages.text(
                        "timeline.slice_together",
                        Human.bytes(segment.collectiveBytes()),
                        Human.seconds(segment.collectiveSeconds()))));
        coreWait(step, entry).ifPresent(wait -> lines.add(messages.text("timeline.slice_core", Human.seconds(wait))));
        OptionalInt before = step.before(entry);
        if (before.isPresent()) {
            lines.add(messages.text(
                    "timeline.slice_after",
                    lanes.label(before.getAsInt()),
                    lanes.microbatch(before.getAsInt()),
                    device(step, before.getAsInt()),
                    Human.seconds(lanes.end(before.getAsInt()))));
        } else if (step.timeline().isPresent()) {
            lines.add(messages.text("timeline.slice_at_once"));
        }
        return String.join("\n", lines);
    }

    /** The segment of a slice, if the devices of its mesh exchange anything in it. */
    private static Optional<Segment> together(ShownStep step, int entry) {
        OptionalInt task = step.lanes().task(entry);
        if (step.timeline().isEmpty() || task.isEmpty()) {
            return Optional.empty();
        }
        Program program = step.timeline().get().program();
        int loop = program.tasks().loopOf()[task.getAsInt()];
        return program.isSegment(loop)
                ? Optional.of(program.segments().get(loop)).filter(segment -> segment.collectiveBytes() > 0)
                : Optional.empty();
    }

    /** How long a segment waited for a core, where it did. */
    private static Optional<Double> coreWait(ShownStep step, int entry) {
        OptionalInt task = step.lanes().task(entry);
        if (step.timeline().isEmpty() || task.isEmpty() || step.lanes().bytes(entry) > 0) {
            return Optional.empty();
        }
        double busy = step.timeline().get().busySeconds()[task.getAsInt()];
        double wait = step.lanes().end(entry) - step.lanes().start(entry) - busy;
        return wait > 0.005 * busy ? Optional.of(wait) : Optional.empty();
    }

    private static String device(ShownStep step, int entry) {
        Program program = step.timeline().map(Timeline::program).orElseThrow();
        int loop = program.tasks().loopOf()[step.lanes().task(entry).orElseThrow()];
        return program.isSegment(loop)
                ? Cluster.deviceName(program.segments().get(loop).device())
                : Cluster.deviceName(program.transfer(loop).from()) + " -> "
                        + Cluster.deviceName(program.transfer(loop).to());
    }
}
