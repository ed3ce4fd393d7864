package dev.partita.ui.timeline;

import dev.partita.timeline.Lane;
import java.util.Arrays;

/**
 * What one lane of a device does, in order of time, in primitive arrays: a hundred thousand slices are painted from
 * these. Slices of a lane do not overlap.
 *
 * @param entries numbers of the slices in {@link StepLanes}
 */
record Track(int device, Lane lane, int[] entries, double[] starts, double[] ends, Tone[] tones) {
    int size() {
        return entries.length;
    }

    /** The first slice that ends after a moment; the size if none does. */
    int firstEndingAfter(double seconds) {
        int found = Arrays.binarySearch(ends, seconds);
        int first = found < 0 ? -found - 1 : found;
        while (first < ends.length && ends[first] <= seconds) {
            first++;
        }
        return first;
    }

    /** The slice at a moment, or the nearest within a distance; -1 if there is none. */
    int at(double seconds, double distance) {
        int next = firstEndingAfter(seconds);
        double after = next < size() ? Math.max(0, starts[next] - seconds) : Double.POSITIVE_INFINITY;
        double before = next > 0 ? seconds - ends[next - 1] : Double.POSITIVE_INFINITY;
        if (Math.min(after, before) > distance) {
            return -1;
        }
        return after <= before ? next : next - 1;
    }
}
