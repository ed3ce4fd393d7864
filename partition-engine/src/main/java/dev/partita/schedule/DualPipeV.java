package dev.partita.schedule;

import java.util.List;

/**
 * DualPipeV (DeepSeek-AI 2025, github.com/deepseek-ai/DualPipe, dualpipev.py): the steps of its reference, under their
 * names there. What it computes as an overlapped pair, a forward and a backward, here follows one another on the lane: a
 * device computes one thing at a time.
 */
final class DualPipeV {
    private final int rank;
    private final int devices;
    private final int microbatches;
    private final VeeLane lane;

    DualPipeV(int rank, int devices, int microbatches) {
        this.rank = rank;
        this.devices = devices;
        this.microbatches = Math.max(2 * devices, microbatches);
        this.lane = new VeeLane(rank, devices);
    }

    List<Turn> order() {
        int behind = devices - rank - 1;
        for (int i = 0; i < 2 * behind; i++) { // step 1: nF0
            lane.forward(0);
        }
        for (int i = 0; i < rank + 1; i++) { // step 2: nF0F1
            lane.forward(0);
            lane.forward(1);
        }
        for (int i = 0; i < behind; i++) { // step 3: nB1W1F1
            lane.backwardOfInputs(1);
            lane.weightGradient();
            lane.forward(1);
        }
        for (int i = 0; i < microbatches - 2 * devices + rank + 1; i++) { // step 4: nF0B1F1B0
            lane.forward(0);
            lane.backward(1);
            lane.forward(1);
            lane.backward(0);
        }
        for (int i = 0; i < behind; i++) { // step 5: nB1F1B0
            lane.backward(1);
            lane.forward(1);
            lane.backward(0);
        }
        bothBackwards();
        for (int i = 0; i < behind; i++) { // step 7: nWB0
            lane.weightGradient();
            lane.backwardOfInputs(0);
        }
        lane.allWeightGradients(); // step 8: nW
        return lane.turns();
    }

    /** Step 6: nB1B0, of which the second half leaves weight gradients for later. */
    private void bothBackwards() {
        int half = (rank + 1) / 2;
        boolean odd = rank % 2 == 1;
        for (int i = 0; i < rank + 1; i++) {
            backward(1, i > half || (i == half && odd));
            backward(0, i >= half);
        }
    }

    private void backward(int chunk, boolean later) {
        if (later) {
            lane.backwardOfInputs(chunk);
        } else {
            lane.backward(chunk);
        }
    }
}
