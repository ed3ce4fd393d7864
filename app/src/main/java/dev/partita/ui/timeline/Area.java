package dev.partita.ui.timeline;

/** A range of time that is selected. */
record Area(double fromSeconds, double toSeconds) {
    static Area between(double a, double b) {
        return new Area(Math.min(a, b), Math.max(a, b));
    }

    double seconds() {
        return toSeconds - fromSeconds;
    }
}
