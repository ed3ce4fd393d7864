package dev.partita.timeline;

/** What of a device a task occupies; each lane of a device works on one task at a time. */
public enum Lane {
    COMPUTE,
    SEND,
    RECEIVE
}
