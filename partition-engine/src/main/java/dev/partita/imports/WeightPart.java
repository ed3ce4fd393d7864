package dev.partita.imports;

import java.util.List;

/**
 * A part of a parameter: some rows of a tensor in a file.
 *
 * @param tensor its name in the file
 * @param sizes its sizes in the file, which are checked before anything is read
 * @param transposed whether it lies there as {@code [in, out]}
 * @param firstRow the first row that is taken, counted after transposing
 * @param rows how many; rows are what the first dimension counts
 */
public record WeightPart(String tensor, List<Long> sizes, boolean transposed, long firstRow, long rows) {
    public WeightPart {
        sizes = List.copyOf(sizes);
    }

    /** The whole tensor as it lies in the file. */
    public static WeightPart whole(String tensor, List<Long> sizes) {
        return new WeightPart(tensor, sizes, false, 0, sizes.isEmpty() ? 1 : sizes.getFirst());
    }

    /** The whole of a tensor that lies in the file as {@code [in, out]}. */
    public static WeightPart transposed(String tensor, List<Long> sizes) {
        return new WeightPart(tensor, sizes, true, 0, sizes.get(1));
    }

    public WeightPart rows(long first, long count) {
        return new WeightPart(tensor, sizes, transposed, first, count);
    }

    public long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }
}
