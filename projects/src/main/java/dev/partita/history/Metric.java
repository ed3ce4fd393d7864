package dev.partita.history;

/**
 * One figure of one step of a run.
 *
 * @param name such as {@link RunStore#LOSS}, units in the name
 * @param value may be infinite or not a number
 */
public record Metric(long step, String name, double value) {}
