package dev.partita.program;

import dev.partita.plan.Schedule;
import dev.partita.program.Draft.StageDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which order a device's compute lane takes the microbatches of its stages. */
final class LaneOrder {
    /** One turn of a stage's forward or backward segment. */
    record Turn(Draft.SegmentDraft segment, int microbatch) {}

    private LaneOrder() {}

    /** The turns of every device in order, by device. */
    static Map<Integer, List<Turn>> of(
            Schedule schedule, List<StageDraft> stages, Map<Integer, List<Integer>> successors, int microbatches) {
        Map<Integer, List<StageDraft>> owned = new HashMap<>();
        stages.forEach(draft -> owned.computeIfAbsent(draft.stage.device(), device -> new ArrayList<>())
                .add(draft));
        int[] depth = depthBelow(stages.size(), successors);
        Map<Integer, List<Turn>> orders = new HashMap<>();
        owned.forEach((device, list) -> orders.put(
                device,
                switch (schedule) {
                    case GPIPE -> gpipe(list, microbatches);
                    case ONE_FORWARD_ONE_BACKWARD ->
                        oneForwardOneBackward(
                                list.getFirst(),
                                Math.min(depth[list.getFirst().stage.index()], microbatches),
                                microbatches);
                }));
        return orders;
    }

    /** For every stage the number of stages on the longest way from it to an end of the pipeline. */
    private static int[] depthBelow(int stages, Map<Integer, List<Integer>> successors) {
        int[] depth = new int[stages];
        for (int stage = stages - 1; stage >= 0; stage--) {
            for (int next : successors.getOrDefault(stage, List.of())) {
                depth[stage] = Math.max(depth[stage], depth[next] + 1);
            }
        }
        return depth;
    }

    private static List<Turn> gpipe(List<StageDraft> stages, int microbatches) {
        List<Turn> turns = new ArrayList<>();
        for (StageDraft stage : stages) {
            for (int j = 0; j < microbatches; j++) {
                turns.add(new Turn(stage.forward, j));
            }
        }
        for (StageDraft stage : stages.reversed()) {
            for (int j = 0; j < microbatches; j++) {
                turns.add(new Turn(stage.backward, j));
            }
        }
        return turns;
    }

    private static List<Turn> oneForwardOneBackward(StageDraft stage, int warmup, int microbatches) {
        List<Turn> turns = new ArrayList<>();
        for (int j = 0; j < warmup; j++) {
            turns.add(new Turn(stage.forward, j));
        }
        for (int j = 0; j < microbatches; j++) {
            if (warmup + j < microbatches) {
                turns.add(new Turn(stage.forward, warmup + j));
            }
            turns.add(new Turn(stage.backward, j));
        }
        return turns;
    }
}
