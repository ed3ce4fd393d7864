package dev.partita.ui.timeline;

import java.util.List;

/**
 * A line of the timeline.
 *
 * @param part which lanes it shows
 * @param tracks one, or send and receive together
 * @param top from the top of all rows, in heights of text, as is {@code height}
 * @param first true for the line that carries the device's name
 */
record Row(int device, Part part, boolean measured, List<Track> tracks, double top, double height, boolean first) {
    /** Which lanes a row shows. */
    enum Part {
        COMPUTE,
        SEND,
        RECEIVE,
        /** Send and receive of a folded device. */
        MESSAGES
    }

    Row {
        tracks = List.copyOf(tracks);
    }

    double bottom() {
        return top + height;
    }
}
