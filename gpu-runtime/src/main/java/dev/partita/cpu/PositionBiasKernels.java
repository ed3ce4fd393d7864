package dev.partita.cpu;

import static dev.partita.cpu.Lanes.FLOAT;

import dev.partita.kernel.PositionBiasKernel;
import dev.partita.kernel.PositionBiasKernel.PositionBias;
import dev.partita.kernel.PositionBiasKernel.PositionBiasGradient;
import java.lang.foreign.MemorySegment;

/**
 * A bias depends on the distance alone, so all rows of a head are slices of one line: query i sees it from
 * {@code queries - 1 - i} on. The workspace holds that line.
 */
final class PositionBiasKernels {
    private final PositionBiasKernel kernel;
    /** The bucket of each place of the line. */
    private final int[] buckets;

    private PositionBiasKernels(PositionBiasKernel kernel) {
        this.kernel = kernel;
        this.buckets = new int[Math.toIntExact(kernel.queries() + kernel.keys() - 1)];
        for (int place = 0; place < buckets.length; place++) {
            buckets[place] = kernel.distances().of(kernel.queries() - 1 - place);
        }
    }

    static Prepared prepare(PositionBiasKernel kernel) {
        PositionBiasKernels bias = new PositionBiasKernels(kernel);
        return new Prepared(
                switch (kernel) {
                    case PositionBias _ -> (x, workspace, _) -> bias.spread(x[0], x[1], workspace);
                    case PositionBiasGradient _ -> (x, workspace, _) -> bias.gather(x[0], x[1], workspace);
                },
                (long) bias.buckets.length * Float.BYTES);
    }

    private void spread(MemorySegment table, MemorySegment bias, MemorySegment line) {
        long row = kernel.keys() * Float.BYTES;
        for (long h = 0; h < kernel.heads(); h++) {
            for (int place = 0; place < buckets.length; place++) {
                line.setAtIndex(FLOAT, place, table.getAtIndex(FLOAT, buckets[place] * kernel.heads() + h));
            }
            for (long i = 0; i < kernel.queries(); i++) {
                long from = (kernel.queries() - 1 - i) * Float.BYTES;
                MemorySegment.copy(line, from, bias, (h * kernel.queries() + i) * row, row);
            }
        }
    }

    private void gather(MemorySegment biasGradient, MemorySegment tableGradient, MemorySegment line) {
        long row = kernel.keys() * Float.BYTES;
        for (long h = 0; h < kernel.heads(); h++) {
            line.fill((byte) 0);
            for (long i = 0; i < kernel.queries(); i++) {
                long to = (kernel.queries() - 1 - i) * Float.BYTES;
                Rows.add(biasGradient, (h * kernel.queries() + i) * row, line, to, row);
            }
            for (int place = 0; place < buckets.length; place++) {
                long at = buckets[place] * kernel.heads() + h;
                float sum = tableGradient.getAtIndex(FLOAT, at) + line.getAtIndex(FLOAT, place);
                tableGradient.setAtIndex(FLOAT, at, sum);
            }
        }
    }
}
