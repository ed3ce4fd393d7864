package dev.partita.schedule;

import dev.partita.plan.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of every device's compute lane. Each order is free of cycles: some sequence of all turns keeps every lane's
 * order and lets no stage compute before those it reads from.
 */
public final class LaneOrders {
    private LaneOrders() {}

    /** The turns of every device, by device; the stages must be in the schedule's pattern. */
    public static Map<Integer, List<Turn>> of(Schedule schedule, Pipeline pipeline, Times times) {
        if (!schedule.pattern().fits(pipeline.devices())) {
            throw new IllegalArgumentException(
                    "The schedule " + schedule.key() + " does not take stages on " + pipeline.devices() + ".");
        }
        if (schedule == Schedule.LIST) {
            return UrgentFirst.order(pipeline, times);
        }
        Map<Integer, List<Turn>> orders = new HashMap<>();
        int[] depth = pipeline.depthBelow();
        int deepest = depth.length == 0 ? 0 : depth[0];
        for (int below : depth) {
            deepest = Math.max(deepest, below);
        }
        int most = deepest;
        int microbatches = pipeline.microbatches();
        Map<Integer, List<Integer>> owned = pipeline.owned();
        int devices = owned.size();
        owned.forEach((device, stages) -> {
            int first = stages.getFirst();
            List<Turn> order = switch (schedule) {
                case GPIPE, LIST -> ForwardsFirst.order(stages, microbatches);
                case ONE_FORWARD_ONE_BACKWARD -> OneForwardOneBackward.order(first, depth[first], microbatches);
                case ZERO_BUBBLE_H1 -> ZeroBubbleH1.order(first, depth[first], most - depth[first], microbatches);
                case INTERLEAVED -> Interleaved.order(first, devices, stages.size(), microbatches);
                case ZERO_BUBBLE_V -> new ZeroBubbleV(first, devices, microbatches).order();
                case DUALPIPE_V -> new DualPipeV(first, devices, microbatches).order();
            };
            // Some orders are made for whole groups of microbatches: those that there are keep their order.
            orders.put(
                    device,
                    order.stream()
                            .filter(turn -> turn.microbatch() < microbatches)
                            .toList());
        });
        return orders;
    }
}
