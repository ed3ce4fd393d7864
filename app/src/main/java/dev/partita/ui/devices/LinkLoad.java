package dev.partita.ui.devices;

import dev.partita.timeline.LinkUse;

/**
 * What all links of one device carry in a step, messages and what its mesh does together.
 *
 * @param exposedSeconds in which this device waits for what it receives
 */
record LinkLoad(long inBytes, long outBytes, double busySeconds, double exposedSeconds) {
    static final LinkLoad NONE = new LinkLoad(0, 0, 0, 0);

    LinkLoad received(LinkUse link) {
        return new LinkLoad(
                Math.addExact(inBytes, link.bytesPerStep()),
                outBytes,
                busySeconds + link.busySeconds(),
                exposedSeconds + link.exposedSeconds());
    }

    LinkLoad sent(LinkUse link) {
        return new LinkLoad(
                inBytes,
                Math.addExact(outBytes, link.bytesPerStep()),
                busySeconds + link.busySeconds(),
                exposedSeconds);
    }

    LinkLoad plus(LinkLoad other) {
        return new LinkLoad(
                Math.addExact(inBytes, other.inBytes),
                Math.addExact(outBytes, other.outBytes),
                busySeconds + other.busySeconds,
                exposedSeconds + other.exposedSeconds);
    }

    boolean none() {
        return inBytes == 0 && outBytes == 0;
    }
}
