package dev.partita.program;

import dev.partita.plan.Schedule;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.Draft.ValueTransfer;
import dev.partita.schedule.LaneOrders;
import dev.partita.schedule.Pass;
import dev.partita.schedule.Pipeline;
import dev.partita.schedule.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** In which order a device's compute lane takes the microbatches of its stages, by the plan's schedule. */
final class LaneOrder {
    /** One turn of a stage's segment. */
    record Turn(SegmentDraft segment, int microbatch) {}

    /** The stage that computed a value, and how long its messages take until it is where it is. */
    private record Origin(int stage, double seconds) {}

    private final StepLowering step;
    private final List<TreeSet<Integer>> readers = new ArrayList<>();
    private final Map<List<Integer>, Double> messages = new HashMap<>();

    private LaneOrder(StepLowering step) {
        this.step = step;
        step.stages.forEach(stage -> readers.add(new TreeSet<>()));
    }

    /**
     * The turns of every device in order, by device.
     *
     * @param seconds predicted for a segment
     * @param messageSeconds predicted for a message
     */
    static Map<Integer, List<Turn>> of(
            Schedule schedule,
            StepLowering step,
            int microbatches,
            ToDoubleFunction<SegmentDraft> seconds,
            ToDoubleFunction<ValueTransfer> messageSeconds) {
        LaneOrder order = new LaneOrder(step);
        order.findReaders(messageSeconds);
        Pipeline pipeline = new Pipeline(
                step.stages.stream().map(draft -> draft.stage.device()).toList(),
                order.readers.stream().map(List::copyOf).toList(),
                microbatches);
        Map<Integer, List<Turn>> turns = new HashMap<>();
        LaneOrders.of(schedule, pipeline, order.times(seconds))
                .forEach((device, lane) -> turns.put(device, order.drafts(lane)));
        return turns;
    }

    private List<Turn> drafts(List<dev.partita.schedule.Turn> lane) {
        List<Turn> turns = new ArrayList<>();
        for (dev.partita.schedule.Turn turn : lane) {
            StageDraft stage = step.stages.get(turn.stage());
            if (turn.pass() != Pass.WEIGHT_GRADIENT || stage.splitsBackward()) {
                turns.add(new Turn(segment(stage, turn.pass()), turn.microbatch()));
            }
        }
        return turns;
    }

    private static SegmentDraft segment(StageDraft stage, Pass pass) {
        return switch (pass) {
            case FORWARD -> stage.forward;
            case BACKWARD -> stage.backward;
            case WEIGHT_GRADIENT -> stage.weightGradient;
        };
    }

    /**
     * Which stages touch what another has computed: more than edges of the graph, since conversions are shared, and less,
     * since a stage may hand on what it received without touching it.
     */
    private void findReaders(ToDoubleFunction<ValueTransfer> messageSeconds) {
        Map<Value, Origin> received = new HashMap<>();
        for (ValueTransfer transfer : step.transfers) {
            Origin source = origin(transfer.source(), received);
            received.put(
                    transfer.target(),
                    new Origin(source.stage(), source.seconds() + messageSeconds.applyAsDouble(transfer)));
        }
        for (StageDraft stage : step.stages) {
            for (SegmentDraft segment : List.of(stage.forward, stage.backward, stage.weightGradient)) {
                segment.values.forEach(value -> read(origin(value, received), stage.stage.index()));
            }
        }
    }

    private static Origin origin(Value value, Map<Value, Origin> received) {
        return value.writer == null
                ? Objects.requireNonNull(received.get(value), value.name)
                : new Origin(value.writer.stage, 0);
    }

    private void read(Origin origin, int stage) {
        if (origin.stage() != stage) {
            readers.get(Math.min(origin.stage(), stage)).add(Math.max(origin.stage(), stage));
            messages.merge(List.of(origin.stage(), stage), origin.seconds(), Math::max);
        }
    }

    private Times times(ToDoubleFunction<SegmentDraft> seconds) {
        Map<SegmentDraft, Double> known = new HashMap<>();
        return new Times() {
            @Override
            public double seconds(Pass pass, int stage) {
                StageDraft draft = step.stages.get(stage);
                return pass == Pass.WEIGHT_GRADIENT && !draft.splitsBackward()
                        ? 0
                        : known.computeIfAbsent(segment(draft, pass), seconds::applyAsDouble);
            }

            @Override
            public double messageSeconds(int from, int to) {
                return messages.getOrDefault(List.of(from, to), 0.0);
            }
        };
    }
}
