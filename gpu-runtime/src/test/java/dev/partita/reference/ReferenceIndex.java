package dev.partita.reference;

import dev.partita.kernel.IndexKernel;
import dev.partita.kernel.IndexKernel.Gather;
import dev.partita.kernel.IndexKernel.ScatterAdd;

final class ReferenceIndex {
    private ReferenceIndex() {}

    static void run(IndexKernel kernel, Tensor[] operands) {
        switch (kernel) {
            case Gather gather -> {
                for (int r = 0; r < gather.rows(); r++) {
                    for (int c = 0; c < gather.width(); c++) {
                        operands[2].set(operands[1].at(operands[0].integer(r), c), r, c);
                    }
                }
            }
            case ScatterAdd scatter -> {
                for (int r = 0; r < scatter.rows(); r++) {
                    for (int c = 0; c < scatter.width(); c++) {
                        operands[2].add(operands[1].at(r, c), operands[0].integer(r), c);
                    }
                }
            }
        }
    }
}
