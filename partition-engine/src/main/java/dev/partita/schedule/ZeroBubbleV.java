package dev.partita.schedule;

import java.util.List;

/**
 * ZB-V (Qi et al. 2024, "Pipeline Parallelism with Controllable Memory"): two chunks per device in a V. The device that
 * begins also ends a microbatch's forward, so its backward begins at once and 2p chunks are in flight everywhere: as much
 * as p stages of 1F1B hold. Where F = B = W no device waits between its first and its last turn.
 */
final class ZeroBubbleV {
    private final int rank;
    private final int devices;
    private final int microbatches;
    private final VeeLane lane;

    ZeroBubbleV(int rank, int devices, int microbatches) {
        this.rank = rank;
        this.devices = devices;
        this.microbatches = Math.max(2 * devices - 1, microbatches);
        this.lane = new VeeLane(rank, devices);
    }

    List<Turn> order() {
        warmUp();
        while (lane.forwards(1) < microbatches) {
            if (lane.forwards(0) < microbatches) {
                lane.forward(0);
            }
            lane.backward(0);
            lane.forward(1);
            lane.backward(1);
        }
        coolDown();
        return lane.turns();
    }

    private void warmUp() {
        for (int i = 0; i < 2 * (devices - rank) - 1; i++) {
            lane.forward(0);
        }
        for (int i = 0; i < rank; i++) {
            lane.forward(1);
            lane.forward(0);
        }
        for (int i = 0; i < devices - rank; i++) {
            lane.forward(1);
            lane.backward(1);
        }
    }

    private void coolDown() {
        for (int i = 0; i < rank; i++) {
            lane.backwardOfInputs(0);
            lane.backwardOfInputs(1);
        }
        for (int i = 0; i < devices - rank; i++) {
            lane.backwardOfInputs(0);
            lane.weightGradient();
        }
        lane.allWeightGradients();
    }
}
