package dev.partita.workbench.trace;

import java.util.OptionalInt;

/**
 * A span of a Chrome trace.
 *
 * @param device of its arguments, as PyTorch names the card that a kernel ran on
 */
record TraceEvent(
        String category, String name, String thread, double startMicros, double durationMicros, OptionalInt device) {
    double endMicros() {
        return startMicros + durationMicros;
    }

    /** Whether it ran on a card. */
    boolean onCard() {
        return category.equals("kernel") || category.startsWith("gpu_mem");
    }

    /** Whether it moves data between cards, or to and from them. */
    boolean moves() {
        return category.equals("gpu_memcpy") || name.startsWith("nccl") || name.startsWith("c10d::");
    }
}
