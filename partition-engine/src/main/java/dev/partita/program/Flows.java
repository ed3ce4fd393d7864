package dev.partita.program;

import dev.partita.sharding.Axis;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who sends what to whom when a tensor goes from one mesh to another. Every receiver gets each block it needs from one
 * rank that has it: from the one with its own number where that has it, else the copies take turns.
 */
final class Flows {
    /** A rank's part of a tensor, by dimension as it lies in memory. */
    private record Box(List<Long> start, List<Long> size) {}

    private Flows() {}

    /** How a tensor leaves a mesh and arrives on another. */
    record Way(TensorSpec whole, Mesh from, Layout leaving, Mesh to, Layout arriving) {
        /** What a rank of the other mesh receives. */
        TensorSpec received() {
            return arriving.local(whole, to.axes());
        }

        List<Flow> flows() {
            return between(whole, leaving, from, arriving, to);
        }
    }

    /** The way of a tensor to a mesh that wants it in some layout. */
    static Way way(TensorSpec whole, Layout layout, Mesh from, Layout wanted, Mesh to) {
        Layout leaving = leaving(layout, from, wanted, to, whole);
        boolean unchanged = leaving.equals(wanted) && from.axes().equals(to.axes());
        return new Way(whole, from, leaving, to, unchanged ? wanted : arriving(wanted));
    }

    /** How a tensor arrives on another mesh: like the reader wants it, but for runs of a packed dimension. */
    private static Layout arriving(Layout wanted) {
        return new Layout(wanted.axes().stream().map(Flows::plain).toList());
    }

    /**
     * How a tensor leaves a mesh: nothing is left to be summed, and packed runs are whole, unless the reader's mesh
     * wants exactly what there is.
     */
    private static Layout leaving(Layout layout, Mesh from, Layout wanted, Mesh to, TensorSpec whole) {
        boolean alike = from.axes().equals(to.axes());
        if (alike && layout.equals(wanted)) {
            return layout;
        }
        List<Distribution> leaving = new ArrayList<>();
        for (int axis = 0; axis < layout.axes().size(); axis++) {
            Distribution own = layout.axis(axis);
            if (own instanceof Distribution.Partial) {
                own = alike ? plain(wanted.axis(axis)) : Distribution.REPLICATE;
            }
            leaving.add(plain(own));
        }
        Layout found = new Layout(leaving);
        return divides(found, from, whole) ? found : found.ofGradient();
    }

    private static boolean divides(Layout layout, Mesh mesh, TensorSpec whole) {
        try {
            return layout.local(whole, mesh.axes()).shape().rank()
                    == whole.shape().rank();
        } catch (IllegalArgumentException uneven) {
            return false;
        }
    }

    private static Distribution plain(Distribution distribution) {
        return distribution instanceof Distribution.Shard shard
                        && !shard.sections().isEmpty()
                ? Distribution.REPLICATE
                : distribution;
    }

    static List<Flow> between(TensorSpec whole, Layout layout, Mesh from, Layout arriving, Mesh to) {
        int bytes = whole.type().bytes();
        if (from.axes().equals(to.axes()) && layout.equals(arriving)) {
            List<Long> shape =
                    memoryOrder(layout.local(whole.shape(), from.axes()).dimensions());
            List<Long> zero = shape.stream().map(size -> 0L).toList();
            List<Flow> flows = new ArrayList<>();
            for (int rank = 0; rank < from.ranks(); rank++) {
                flows.add(new Flow(
                        from.devices().get(rank), to.devices().get(rank), shape, shape, zero, shape, zero, bytes));
            }
            return flows;
        }
        Map<Box, List<Integer>> holders = new HashMap<>();
        List<Box> parts = new ArrayList<>();
        for (int rank = 0; rank < from.ranks(); rank++) {
            Box box = box(whole, layout, from.axes(), from, rank);
            if (!holders.containsKey(box)) {
                parts.add(box);
            }
            holders.computeIfAbsent(box, key -> new ArrayList<>()).add(rank);
        }
        List<Flow> flows = new ArrayList<>();
        for (int rank = 0; rank < to.ranks(); rank++) {
            Box wanted = box(whole, arriving, to.axes(), to, rank);
            for (Box part : parts) {
                List<Integer> ranks = holders.getOrDefault(part, List.of());
                int holder = ranks.contains(rank) ? rank : ranks.get(rank % ranks.size());
                flow(part, from.devices().get(holder), wanted, to.devices().get(rank), bytes, flows);
            }
        }
        return flows;
    }

    private static void flow(Box part, int from, Box wanted, int to, int bytes, List<Flow> flows) {
        int rank = part.start().size();
        List<Long> size = new ArrayList<>();
        List<Long> source = new ArrayList<>();
        List<Long> target = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            long start = Math.max(part.start().get(d), wanted.start().get(d));
            long end = Math.min(
                    part.start().get(d) + part.size().get(d),
                    wanted.start().get(d) + wanted.size().get(d));
            if (end <= start) {
                return;
            }
            size.add(end - start);
            source.add(start - part.start().get(d));
            target.add(start - wanted.start().get(d));
        }
        flows.add(new Flow(from, to, size, part.size(), source, wanted.size(), target, bytes));
    }

    private static Box box(TensorSpec whole, Layout layout, List<Axis> axes, Mesh mesh, int rank) {
        List<Long> start = new ArrayList<>();
        List<Long> size = new ArrayList<>(whole.shape().dimensions());
        size.forEach(length -> start.add(0L));
        for (int axis = 0; axis < axes.size(); axis++) {
            if (layout.axis(axis) instanceof Distribution.Shard shard) {
                int d = shard.dimension();
                long part = size.get(d) / axes.get(axis).size();
                start.set(d, start.get(d) + mesh.coordinate(rank, axis) * part);
                size.set(d, part);
            }
        }
        return new Box(memoryOrder(start), memoryOrder(size));
    }

    /** Images lie in memory with the channel last. */
    private static List<Long> memoryOrder(List<Long> dimensions) {
        return dimensions.size() == 4
                ? List.of(dimensions.get(0), dimensions.get(2), dimensions.get(3), dimensions.get(1))
                : List.copyOf(dimensions);
    }
}
