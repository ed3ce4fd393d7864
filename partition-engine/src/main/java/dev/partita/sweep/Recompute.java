package dev.partita.sweep;

/** Whether backward computes a layer's forward again instead of keeping what it needs. */
public enum Recompute {
    NONE,
    FULL
}
