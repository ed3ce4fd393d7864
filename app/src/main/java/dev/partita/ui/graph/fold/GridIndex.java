package dev.partita.ui.graph.fold;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what meets a rectangle. Space is cut into squares of {@value #CELL} units, each with a list of what touches it:
 * for boxes of like sizes that is as good as a tree and simpler. What would touch very many squares, such as a frame
 * around everything, is kept apart and always looked at.
 */
public final class GridIndex<T> {
    private static final double CELL = 512;
    private static final int MOST_CELLS = 64;

    private final Map<Long, List<Integer>> cells = new HashMap<>();
    private final List<Integer> large = new ArrayList<>();

    /** In the order in which they were added, by which all else names them. */
    private final List<T> values = new ArrayList<>();

    private final List<Area> areas = new ArrayList<>();

    public void add(T value, Area area) {
        int item = values.size();
        values.add(value);
        areas.add(area);
        long columns = cell(area.right()) - cell(area.x()) + 1;
        long rows = cell(area.bottom()) - cell(area.y()) + 1;
        if (columns * rows > MOST_CELLS) {
            large.add(item);
            return;
        }
        for (long column = cell(area.x()); column <= cell(area.right()); column++) {
            for (long row = cell(area.y()); row <= cell(area.bottom()); row++) {
                cells.computeIfAbsent(key(column, row), any -> new ArrayList<>())
                        .add(item);
            }
        }
    }

    /** Everything that meets an area, in the order in which it was added. */
    public List<T> meeting(Area area) {
        BitSet found = new BitSet(values.size());
        long columns = cell(area.right()) - cell(area.x()) + 1;
        long rows = cell(area.bottom()) - cell(area.y()) + 1;
        if (columns * rows > cells.size()) {
            cells.values().forEach(items -> collect(items, area, found));
        } else {
            for (long column = cell(area.x()); column <= cell(area.right()); column++) {
                for (long row = cell(area.y()); row <= cell(area.bottom()); row++) {
                    collect(cells.getOrDefault(key(column, row), Collections.emptyList()), area, found);
                }
            }
        }
        collect(large, area, found);
        List<T> meeting = new ArrayList<>(found.cardinality());
        found.stream().forEach(item -> meeting.add(values.get(item)));
        return meeting;
    }

    private void collect(List<Integer> items, Area area, BitSet found) {
        for (int item : items) {
            if (areas.get(item).meets(area)) {
                found.set(item);
            }
        }
    }

    private static long cell(double coordinate) {
        return (long) Math.floor(coordinate / CELL);
    }

    private static long key(long column, long row) {
        return (column << 32) ^ (row & 0xFFFFFFFFL);
    }
}
