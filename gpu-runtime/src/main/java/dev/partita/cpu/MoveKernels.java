package dev.partita.cpu;

import dev.partita.kernel.MoveKernel;
import dev.partita.kernel.MoveKernel.JoinColumns;
import dev.partita.kernel.MoveKernel.PadColumns;
import dev.partita.kernel.MoveKernel.Permute;
import dev.partita.kernel.MoveKernel.PrependVector;
import dev.partita.kernel.MoveKernel.SliceColumns;
import dev.partita.kernel.MoveKernel.SplitColumns;
import dev.partita.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Copies by runs of columns; other orders of axes by oneDNN. Elements have four bytes and are never looked at. */
final class MoveKernels {
    private MoveKernels() {}

    static Prepared prepare(MoveKernel kernel, OneDnn oneDnn) {
        return switch (kernel) {
            case JoinColumns join -> Prepared.of((x, _, _) -> join(join, x));
            case SplitColumns split -> Prepared.of((x, _, _) -> split(split, x));
            case SliceColumns slice ->
                Prepared.of((x, _, _) -> {
                    long line = slice.columns() * Float.BYTES;
                    long run = slice.length() * Float.BYTES;
                    copy(x[0], slice.start() * Float.BYTES, line, x[1], 0, run, run, slice.rows());
                });
            case PadColumns pad ->
                Prepared.of((x, _, _) -> {
                    long line = pad.columns() * Float.BYTES;
                    long run = pad.length() * Float.BYTES;
                    x[1].fill((byte) 0);
                    copy(x[0], 0, run, x[1], pad.start() * Float.BYTES, line, run, pad.rows());
                });
            case PrependVector prepend ->
                Prepared.of((x, _, _) -> {
                    long run = prepend.columns() * Float.BYTES;
                    long vector = prepend.width() * Float.BYTES;
                    copy(x[0], 0, run, x[2], vector, vector + run, run, prepend.rows());
                    copy(x[1], 0, 0, x[2], 0, vector + run, vector, prepend.rows());
                });
            case Permute permute -> permute(permute, oneDnn);
        };
    }

    private static void join(JoinColumns join, MemorySegment[] x) {
        int last = join.widths().size();
        long line = x[last].byteSize() / join.rows();
        long start = 0;
        for (int i = 0; i < last; i++) {
            long run = join.widths().get(i) * Float.BYTES;
            copy(x[i], 0, run, x[last], start, line, run, join.rows());
            start += run;
        }
    }

    private static void split(SplitColumns split, MemorySegment[] x) {
        long line = x[0].byteSize() / split.rows();
        long start = 0;
        for (int i = 0; i < split.widths().size(); i++) {
            long run = split.widths().get(i) * Float.BYTES;
            copy(x[0], start, line, x[i + 1], 0, run, run, split.rows());
            start += run;
        }
    }

    /** Copies {@code run} bytes of every row; rows are so many bytes apart. */
    private static void copy(
            MemorySegment from,
            long fromStart,
            long fromLine,
            MemorySegment to,
            long toStart,
            long toLine,
            long run,
            long rows) {
        for (long r = 0; r < rows; r++) {
            MemorySegment.copy(from, fromStart + r * fromLine, to, toStart + r * toLine, run);
        }
    }

    /** Logical sizes are those of X; Y lies in the same memory order as its own axes, which are strides of X's. */
    private static Prepared permute(Permute kernel, OneDnn oneDnn) {
        long[] dimensions = sizes(kernel.sizes());
        List<Integer> order = kernel.order();
        long[] strides = new long[dimensions.length];
        long stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[order.get(i)] = stride;
            stride *= dimensions[order.get(i)];
        }
        try (Layout from = Layout.rowMajor(dimensions);
                Layout to = Layout.strided(dimensions, strides)) {
            Primitive reorder = oneDnn.reorder(from, to, false);
            return new Prepared(
                    (x, workspace, _) -> reorder.run(x[0].address(), x[1].address(), workspace.address()),
                    reorder.scratchpadBytes(),
                    List.of(reorder));
        }
    }

    private static long[] sizes(Shape shape) {
        return shape.dimensions().stream().mapToLong(Long::longValue).toArray();
    }
}
