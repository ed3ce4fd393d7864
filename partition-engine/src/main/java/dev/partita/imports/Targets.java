package dev.partita.imports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sizes after ONNX's shape operators. */
final class Targets {
    private Targets() {}

    /** Some elements of one axis. */
    record Cut(int axis, long start, long length, long step) {}

    /** An axis counted from the end where it is negative. */
    static int axis(long axis, int rank) {
        long at = axis < 0 ? axis + rank : axis;
        return at < 0 || at > rank ? -1 : (int) at;
    }

    /** The sizes a Reshape leads to: 0 copies, -1 is what is left; null where elements differ. */
    static @Nullable List<Long> resolved(List<Long> from, List<Long> target) {
        List<Long> sizes = new ArrayList<>();
        long known = 1;
        int open = -1;
        for (int i = 0; i < target.size(); i++) {
            long size = target.get(i) == 0 && i < from.size() ? from.get(i) : target.get(i);
            if (size == -1 && open < 0) {
                open = i;
            } else if (size < 1) {
                return null;
            } else {
                known = Math.multiplyExact(known, size);
            }
            sizes.add(size);
        }
        long elements = from.stream().reduce(1L, Math::multiplyExact);
        if (elements % known != 0 || (open < 0 && elements != known)) {
            return null;
        }
        if (open >= 0) {
            sizes.set(open, elements / known);
        }
        return sizes;
    }

    static List<Long> unsqueezed(List<Long> from, List<Long> axes) {
        List<Long> sizes = new ArrayList<>(from);
        int rank = from.size() + axes.size();
        axes.stream()
                .map(axis -> axis(axis, rank))
                .sorted()
                .forEach(axis -> sizes.add(Math.clamp(axis, 0, sizes.size()), 1L));
        return sizes;
    }

    static List<Long> squeezed(List<Long> from, List<Long> axes) {
        List<Integer> gone = axes.stream().map(axis -> axis(axis, from.size())).toList();
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            if (!(axes.isEmpty() && from.get(i) == 1) && !gone.contains(i)) {
                sizes.add(from.get(i));
            }
        }
        return sizes;
    }

    /** Sizes that two tensors have together; null where they do not go together. */
    static @Nullable List<Long> broadcast(List<Long> a, List<Long> b) {
        int rank = Math.max(a.size(), b.size());
        List<Long> sizes = new ArrayList<>();
        for (int i = rank; i >= 1; i--) {
            long x = i <= a.size() ? a.get(a.size() - i) : 1;
            long y = i <= b.size() ? b.get(b.size() - i) : 1;
            if (x != y && x != 1 && y != 1) {
                return null;
            }
            sizes.add(x == 1 ? y : x);
        }
        return sizes;
    }

    /** The cuts of a Slice with its starts, ends, axes and steps; null where they are unknown or impossible. */
    static @Nullable List<Cut> cuts(List<Long> sizes, List<Held> in) {
        List<List<Long>> given = new ArrayList<>();
        for (Held list : in.subList(1, in.size())) {
            List<Long> numbers = list.integers();
            if (numbers == null) {
                return null;
            }
            given.add(numbers);
        }
        if (given.size() < 2 || given.get(0).size() != given.get(1).size()) {
            return null;
        }
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < given.get(0).size(); i++) {
            long wanted =
                    given.size() > 2 && i < given.get(2).size() ? given.get(2).get(i) : i;
            int axis = axis(wanted, sizes.size());
            long step =
                    given.size() > 3 && i < given.get(3).size() ? given.get(3).get(i) : 1;
            if (axis < 0 || axis >= sizes.size() || step == 0) {
                return null;
            }
            long size = sizes.get(axis);
            long start = bound(given.get(0).get(i), size);
            long end = bound(given.get(1).get(i), size);
            long length = step > 0
                    ? Math.max(0, Math.ceilDiv(end - start, step))
                    : Math.max(0, Math.ceilDiv(start - end, -step));
            cuts.add(new Cut(axis, start, Math.min(length, size), step));
        }
        return cuts;
    }

    private static long bound(long at, long size) {
        return Math.clamp(at < 0 ? at + size : at, 0, size);
    }
}
