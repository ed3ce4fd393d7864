package dev.partita.timeline;

/**
 * One task on one lane, ready to be drawn; a transfer has a slice on the sender and one on the receiver.
 *
 * @param task its number in the program
 * @param label the segment's label, or the transfer's name
 * @param stage the pipeline stage, or -1 for transfers and what is done once per device
 * @param microbatch 0 for what is done once per step
 * @param bytes of a transfer; 0 for a segment
 */
public record Slice(
        int task,
        int device,
        Lane lane,
        String label,
        int stage,
        int microbatch,
        double startSeconds,
        double endSeconds,
        long bytes) {}
