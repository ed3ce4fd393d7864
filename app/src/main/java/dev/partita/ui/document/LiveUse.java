package dev.partita.ui.document;

import dev.partita.workbench.DeviceLoad;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * What each device does while a run trains, and did in the last half minute. Observe {@link #revision()}: it changes with
 * every delivery of readings, two or three times a second. To be used on the JavaFX thread.
 */
public final class LiveUse {
    /** Readings that are kept: half a minute. */
    public static final int KEPT = 300;

    private final Map<Integer, Deque<DeviceLoad>> kept = new TreeMap<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();

    public ReadOnlyLongProperty revision() {
        return revision.getReadOnlyProperty();
    }

    /** The devices that take part in the run, in order; none when there was no run yet. */
    public List<Integer> devices() {
        return List.copyOf(kept.keySet());
    }

    /** The newest reading of a device; empty for one that takes no part. */
    public Optional<DeviceLoad> now(int device) {
        return Optional.ofNullable(kept.get(device)).map(Deque::peekLast);
    }

    /** The last readings of a device, oldest first. */
    public Iterable<DeviceLoad> history(int device) {
        return kept.getOrDefault(device, new ArrayDeque<>());
    }

    /** Adds a reading of every device; views hear of it with {@link #published}. */
    public void publish(Map<Integer, DeviceLoad> reading) {
        reading.forEach((device, load) -> {
            Deque<DeviceLoad> loads = kept.computeIfAbsent(device, key -> new ArrayDeque<>(KEPT + 1));
            loads.addLast(load);
            if (loads.size() > KEPT) {
                loads.removeFirst();
            }
        });
    }

    /** To be called when all readings that have come are added. */
    public void published() {
        revision.set(revision.get() + 1);
    }

    /** Forgets everything: no run is under way. */
    public void clear() {
        kept.clear();
        revision.set(revision.get() + 1);
    }
}
