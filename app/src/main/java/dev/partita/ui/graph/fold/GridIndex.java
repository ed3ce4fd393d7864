package dev.partita.ui.graph.fold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what meets a rectangle. Space is cut into squares of {@value #CELL} units, each with a list of what touches it:
 * for boxes of like sizes that is as good as a tree and simpler. What would touch very many squares, such as a frame
 * around everything, is kept apart and always looked at.
 */
public final class GridIndex<T> {
    private static final double CELL = 512;
    private static final int MOST_CELLS = 64;

    private record Item<T>(T value, Area area, int order) {}

    private final Map<Long, List<Item<T>>> cells = new HashMap<>();
    private final List<Item<T>> large = new ArrayList<>();
    private int size;

    public void add(T value, Area area) {
        Item<T> item = new Item<>(value, area, size++);
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
        Set<Item<T>> found = new LinkedHashSet<>();
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
        return found.stream()
                .sorted((a, b) -> Integer.compare(a.order(), b.order()))
                .map(Item::value)
                .toList();
    }

    private static <T> void collect(List<Item<T>> items, Area area, Set<Item<T>> found) {
        for (Item<T> item : items) {
            if (item.area().meets(area)) {
                found.add(item);
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
