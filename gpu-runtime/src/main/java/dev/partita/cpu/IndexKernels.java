package dev.partita.cpu;

import static dev.partita.cpu.Lanes.INT;

import dev.partita.kernel.IndexKernel;
import dev.partita.kernel.IndexKernel.Gather;
import dev.partita.kernel.IndexKernel.GatherPart;
import dev.partita.kernel.IndexKernel.ScatterAdd;
import dev.partita.kernel.IndexKernel.ScatterAddPart;
import java.lang.foreign.MemorySegment;

final class IndexKernels {
    private IndexKernels() {}

    static Prepared prepare(IndexKernel kernel) {
        return Prepared.of(
                switch (kernel) {
                    case GatherPart part ->
                        (x, _, launch) -> gatherPart(part, launch.coordinates().get(part.axis()), x[0], x[1], x[2]);
                    case ScatterAddPart part ->
                        (x, _, launch) ->
                                scatterAddPart(part, launch.coordinates().get(part.axis()), x[0], x[1], x[2]);
                    case Gather gather -> (x, _, _) -> gather(gather, x[0], x[1], x[2]);
                    case ScatterAdd scatter -> (x, _, _) -> scatterAdd(scatter, x[0], x[1], x[2]);
                });
    }

    private static void gather(Gather gather, MemorySegment indices, MemorySegment table, MemorySegment out) {
        long line = gather.width() * Float.BYTES;
        for (long r = 0; r < gather.rows(); r++) {
            MemorySegment.copy(table, index(indices, r, gather.tableRows()) * line, out, r * line, line);
        }
    }

    private static void scatterAdd(ScatterAdd scatter, MemorySegment indices, MemorySegment x, MemorySegment table) {
        long line = scatter.width() * Float.BYTES;
        for (long r = 0; r < scatter.rows(); r++) {
            Rows.add(x, r * line, table, index(indices, r, scatter.tableRows()) * line, line);
        }
    }

    private static void gatherPart(
            GatherPart gather, int rank, MemorySegment indices, MemorySegment table, MemorySegment out) {
        long line = gather.width() * Float.BYTES;
        long first = rank * gather.tableRows();
        for (long r = 0; r < gather.rows(); r++) {
            long own = index(indices, r, gather.ranks() * gather.tableRows()) - first;
            if (own >= 0 && own < gather.tableRows()) {
                MemorySegment.copy(table, own * line, out, r * line, line);
            } else {
                out.asSlice(r * line, line).fill((byte) 0);
            }
        }
    }

    private static void scatterAddPart(
            ScatterAddPart scatter, int rank, MemorySegment indices, MemorySegment x, MemorySegment table) {
        long line = scatter.width() * Float.BYTES;
        long first = rank * scatter.tableRows();
        for (long r = 0; r < scatter.rows(); r++) {
            long own = index(indices, r, scatter.ranks() * scatter.tableRows()) - first;
            if (own >= 0 && own < scatter.tableRows()) {
                Rows.add(x, r * line, table, own * line, line);
            }
        }
    }

    private static long index(MemorySegment indices, long row, long tableRows) {
        int index = indices.getAtIndex(INT, row);
        if (index < 0 || index >= tableRows) {
            throw new IndexOutOfBoundsException("A table of " + tableRows + " rows was asked for row " + index
                    + ", the index at position " + row + "; check the input data.");
        }
        return index;
    }
}
