package dev.partita.reference;

import dev.partita.kernel.IndexKernel;
import dev.partita.kernel.IndexKernel.Gather;
import dev.partita.kernel.IndexKernel.GatherPart;
import dev.partita.kernel.IndexKernel.ScatterAdd;
import dev.partita.kernel.IndexKernel.ScatterAddPart;
import java.util.List;

final class ReferenceIndex {
    private ReferenceIndex() {}

    static void run(IndexKernel kernel, Tensor[] operands, List<Integer> coordinates) {
        switch (kernel) {
            case Gather gather -> {
                for (int r = 0; r < gather.rows(); r++) {
                    for (int c = 0; c < gather.width(); c++) {
                        operands[2].set(operands[1].at(operands[0].integer(r), c), r, c);
                    }
                }
            }
            case GatherPart part -> {
                long first = coordinates.get(part.axis()) * part.tableRows();
                for (int r = 0; r < part.rows(); r++) {
                    long own = operands[0].integer(r) - first;
                    boolean here = own >= 0 && own < part.tableRows();
                    for (int c = 0; c < part.width(); c++) {
                        operands[2].set(here ? operands[1].at((int) own, c) : 0, r, c);
                    }
                }
            }
            case ScatterAddPart part -> {
                long first = coordinates.get(part.axis()) * part.tableRows();
                for (int r = 0; r < part.rows(); r++) {
                    long own = operands[0].integer(r) - first;
                    for (int c = 0; c < part.width() && own >= 0 && own < part.tableRows(); c++) {
                        operands[2].add(operands[1].at(r, c), (int) own, c);
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
