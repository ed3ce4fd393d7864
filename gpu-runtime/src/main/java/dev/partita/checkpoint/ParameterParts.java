package dev.partita.checkpoint;

import dev.partita.sharding.Distribution;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.sharding.SplitDimension;
import dev.partita.tensor.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A rank's part of a parameter in canonical order: taken out of the whole, and put back into it. */
public final class ParameterParts {
    private final Layout layout;
    private final Mesh mesh;
    private final int rank;
    private final long elementBytes;

    public ParameterParts(Layout layout, Mesh mesh, int rank, long elementBytes) {
        this.layout = layout;
        this.mesh = mesh;
        this.rank = rank;
        this.elementBytes = elementBytes;
    }

    public void take(Shape shape, MemorySegment whole, MemorySegment part) {
        move(0, shape, whole, part, true);
    }

    public void put(Shape shape, MemorySegment part, MemorySegment whole) {
        move(0, shape, whole, part, false);
    }

    private void move(int axis, Shape shape, MemorySegment whole, MemorySegment part, boolean take) {
        int next = axis;
        while (next < layout.axes().size() && !(layout.axis(next) instanceof Distribution.Shard)) {
            next++;
        }
        if (next == layout.axes().size()) {
            MemorySegment.copy(take ? whole : part, 0, take ? part : whole, 0, part.byteSize());
            return;
        }
        Distribution.Shard shard = (Distribution.Shard) layout.axis(next);
        int ranks = mesh.axes().get(next).size();
        SplitDimension split = SplitDimension.canonical(shape, shard, ranks);
        Shape inner = shape.with(shard.dimension(), shape.size(shard.dimension()) / ranks);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment own = arena.allocate(split.partElements() * elementBytes, 64);
            copy(split, next, whole, own, true);
            move(next + 1, inner, own, part, take);
            if (!take) {
                copy(split, next, whole, own, false);
            }
        }
    }

    private void copy(SplitDimension split, int axis, MemorySegment whole, MemorySegment own, boolean take) {
        for (SplitDimension.Run run : split.runs(mesh.coordinate(rank, axis))) {
            long inWhole = run.whole() * elementBytes;
            long inOwn = run.part() * elementBytes;
            long bytes = run.elements() * elementBytes;
            if (take) {
                MemorySegment.copy(whole, inWhole, own, inOwn, bytes);
            } else {
                MemorySegment.copy(own, inOwn, whole, inWhole, bytes);
            }
        }
    }
}
