package dev.partita.history;

/**
 * One task in time on one lane of one device.
 *
 * @param startSeconds since the beginning of the step that the timeline shows
 * @param bytes moved by a transfer; 0 for a computation
 */
public record TaskInterval(
        String name, String device, String lane, double startSeconds, double endSeconds, long bytes) {}
