package dev.partita.timeline;

/**
 * What one step sends from one device to another.
 *
 * @param bytesPerStep all messages
 * @param busySeconds in which a message is under way
 * @param exposedSeconds of these, in which the receiving device does not compute
 */
public record LinkUse(int from, int to, long bytesPerStep, double busySeconds, double exposedSeconds) {}
