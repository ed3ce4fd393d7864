package dev.partita.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Interleaved 1F1B (Narayanan et al. 2021), in Megatron-LM's order: microbatches in groups of p pass through a device's
 * first chunk, then through its second, and so on. A last group that is not full keeps the order of a full one.
 */
final class Interleaved {
    private Interleaved() {}

    static List<Turn> order(int rank, int devices, int chunks, int microbatches) {
        int turns = Math.ceilDiv(microbatches, devices) * devices * chunks;
        int warmup = Math.min(turns, 2 * (devices - rank - 1) + (chunks - 1) * devices);
        List<Turn> order = new ArrayList<>();
        for (int k = 0; k < turns + warmup; k++) {
            if (k < turns) {
                order.add(turn(k, rank, devices, chunks, false));
            }
            if (k >= warmup) {
                order.add(turn(k - warmup, rank, devices, chunks, true));
            }
        }
        return order;
    }

    /** The k-th forward, or backward, of a device. */
    private static Turn turn(int k, int rank, int devices, int chunks, boolean backward) {
        int group = k / (devices * chunks);
        int within = k % (devices * chunks);
        int chunk = within / devices;
        int microbatch = group * devices + within % devices;
        return backward
                ? Turn.backward((chunks - 1 - chunk) * devices + rank, microbatch)
                : Turn.forward(chunk * devices + rank, microbatch);
    }
}
