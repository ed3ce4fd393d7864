package dev.partita.operator;

import java.util.List;
import java.util.Set;

/**
 * The ranks of one mesh axis that a layer is to be divided over.
 *
 * @param axis the axis' number in its mesh, which collectives inside the layer name
 * @param sections ways in which readers want a last dimension split in runs: see {@code Distribution.Shard}
 */
public record Ranks(int count, int axis, Set<List<Long>> sections) {
    public Ranks {
        sections = Set.copyOf(sections);
    }

    public Ranks(int count, int axis) {
        this(count, axis, Set.of());
    }

    boolean divide(long size) {
        return size % count == 0;
    }
}
