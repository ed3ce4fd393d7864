package dev.partita.ui.timeline;

import dev.partita.ui.chart.TimeAxis;

/**
 * Where things are: the names of rows on the left, the ruler above, slices in the rest.
 *
 * @param em height of text
 * @param scroll how far rows are scrolled up, in pixels
 */
record Geometry(double width, double height, double em, double scroll, TimeAxis axis) {
    double gutter() {
        return Math.rint(7.5 * em);
    }

    double ruler() {
        return Math.rint(1.8 * em);
    }

    /** Of the area for slices. */
    double plotWidth() {
        return Math.max(1, width - gutter());
    }

    double x(double seconds) {
        return gutter() + axis.x(seconds, plotWidth());
    }

    double seconds(double x) {
        return axis.seconds(x - gutter(), plotWidth());
    }

    double secondsPerPixel() {
        return axis.spanSeconds() / plotWidth();
    }

    double top(Row row) {
        return Math.rint(ruler() + row.top() * em - scroll);
    }

    double height(Row row) {
        return Math.rint(row.height() * em);
    }

    /** The height among rows, in heights of text. */
    double rowHeight(double y) {
        return (y - ruler() + scroll) / em;
    }

    /** How far rows can be scrolled, in pixels. */
    double mostScroll(Rows rows) {
        return Math.max(0, rows.height() * em - (height - ruler()));
    }
}
