package dev.partita.timeline;

/** Whose time a timeline shows; every view says which. */
public enum Clock {
    /** What a watch on the wall shows, with processor cores that devices of this machine share. */
    WALL,
    /** What devices with cores of their own would take. */
    DEVICE
}
