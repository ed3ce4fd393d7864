package dev.partita.imports;

import java.util.List;

/**
 * What of a file's tensor something held is.
 *
 * @param sizes the tensor's own
 * @param transposed whether the last two axes changed places
 * @param firstRow the first row that is left of it
 */
record View(String tensor, List<Long> sizes, boolean transposed, long firstRow) {
    View {
        sizes = List.copyOf(sizes);
    }

    private long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    /** The parts of a parameter that is this, or this transposed; none where rows and columns do not tell. */
    List<WeightPart> parts(long wanted, boolean turned) {
        boolean turn = transposed ^ turned;
        if (sizes.isEmpty() || (turn && sizes.size() != 2)) {
            return List.of();
        }
        long rows = turn ? sizes.get(1) : sizes.getFirst();
        long columns = elements() / Math.max(1, rows);
        boolean cut = wanted != elements();
        if ((cut && (turned || transposed)) || wanted % columns != 0 || firstRow + wanted / columns > rows) {
            return List.of();
        }
        return List.of(new WeightPart(tensor, sizes, turn, firstRow, wanted / columns));
    }
}
