package dev.partita.ui.graph;

/** Something the hand does between press and release, in units of the canvas. */
interface Gesture {
    void moved(double x, double y);

    /** The button was released. */
    void released();

    /** Escape: as if nothing had happened. */
    default void cancelled() {}

    /** What is to be seen of it, over everything else. */
    default void paint(Frame frame) {}
}
