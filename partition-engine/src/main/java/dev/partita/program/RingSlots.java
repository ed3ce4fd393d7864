package dev.partita.program;

import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many microbatches' copies of a value must exist at once, read off the order of its device's compute lane. */
final class RingSlots {
    private final Map<SegmentDraft, int[]> positions = new HashMap<>();
    private final Map<List<SegmentDraft>, Integer> known = new HashMap<>();
    private final int microbatches;
    private final boolean ample;

    RingSlots(Loops loops, int device, boolean ample) {
        this.microbatches = loops.microbatches;
        this.ample = ample;
        List<LaneOrder.Turn> lane = loops.lane(device);
        for (int position = 0; position < lane.size(); position++) {
            LaneOrder.Turn turn = lane.get(position);
            if (turn.segment().kind.perMicrobatch()) {
                positions.computeIfAbsent(turn.segment(), segment -> new int[microbatches])[turn.microbatch()] =
                        position;
            }
        }
    }

    int of(Value value) {
        boolean crossesLink = value.crossesLink();
        if (ample && crossesLink) {
            return microbatches;
        }
        List<SegmentDraft> users = value.users;
        if (value.writer != null && !users.contains(value.writer)) {
            users = new ArrayList<>(users);
            users.addFirst(value.writer);
        }
        int alive = users.isEmpty() ? 1 : known.computeIfAbsent(users, this::alive);
        return Math.min(microbatches, alive + (crossesLink ? 1 : 0));
    }

    /** The smallest n for which microbatch j + n starts after microbatch j has ended, for every j. */
    private int alive(List<SegmentDraft> users) {
        int[] start = new int[microbatches];
        int[] end = new int[microbatches];
        for (int j = 0; j < microbatches; j++) {
            start[j] = Integer.MAX_VALUE;
            for (SegmentDraft user : users) {
                int position = Objects.requireNonNull(positions.get(user))[j];
                start[j] = Math.min(start[j], position);
                end[j] = Math.max(end[j], position);
            }
        }
        int needed = 1;
        for (int j = 0; j < microbatches; j++) {
            while (j + needed < microbatches && start[j + needed] <= end[j]) {
                needed++;
            }
        }
        return needed;
    }
}
