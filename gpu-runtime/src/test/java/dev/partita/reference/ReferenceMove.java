package dev.partita.reference;

import dev.partita.kernel.MoveKernel;
import dev.partita.kernel.MoveKernel.JoinColumns;
import dev.partita.kernel.MoveKernel.PadColumns;
import dev.partita.kernel.MoveKernel.Permute;
import dev.partita.kernel.MoveKernel.PrependVector;
import dev.partita.kernel.MoveKernel.SliceColumns;
import dev.partita.kernel.MoveKernel.SplitColumns;

/** Every element by its row and column, or by all its indices. */
final class ReferenceMove {
    private ReferenceMove() {}

    static void run(MoveKernel kernel, Tensor[] operands) {
        switch (kernel) {
            case JoinColumns join -> {
                Tensor joined = operands[operands.length - 1];
                int start = 0;
                for (int i = 0; i < join.widths().size(); i++) {
                    copy(operands[i], 0, joined, start, operands[i].size(1));
                    start += operands[i].size(1);
                }
            }
            case SplitColumns split -> {
                int start = 0;
                for (int i = 1; i <= split.widths().size(); i++) {
                    copy(operands[0], start, operands[i], 0, operands[i].size(1));
                    start += operands[i].size(1);
                }
            }
            case SliceColumns slice -> copy(operands[0], (int) slice.start(), operands[1], 0, (int) slice.length());
            case PadColumns pad -> {
                operands[1].fill(0);
                copy(operands[0], 0, operands[1], (int) pad.start(), (int) pad.length());
            }
            case PrependVector prepend -> {
                for (int r = 0; r < prepend.rows(); r++) {
                    for (int c = 0; c < prepend.width(); c++) {
                        operands[2].set(operands[1].at(c), r, c);
                    }
                }
                copy(operands[0], 0, operands[2], (int) prepend.width(), (int) prepend.columns());
            }
            case Permute permute ->
                permute(
                        permute,
                        operands[0],
                        operands[1],
                        new int[permute.order().size()],
                        0);
        }
    }

    private static void copy(Tensor from, int fromColumn, Tensor to, int toColumn, int columns) {
        for (int r = 0; r < from.size(0); r++) {
            for (int c = 0; c < columns; c++) {
                to.set(from.at(r, fromColumn + c), r, toColumn + c);
            }
        }
    }

    private static void permute(Permute permute, Tensor from, Tensor to, int[] index, int axis) {
        if (axis == index.length) {
            int[] permuted =
                    permute.order().stream().mapToInt(source -> index[source]).toArray();
            to.set(from.at(index), permuted);
            return;
        }
        for (index[axis] = 0; index[axis] < from.size(axis); index[axis]++) {
            permute(permute, from, to, index, axis + 1);
        }
        index[axis] = 0;
    }
}
