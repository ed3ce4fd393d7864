package dev.partita.graph;

import dev.partita.operator.Conv2d;
import dev.partita.operator.Fitting;
import dev.partita.operator.Flatten;
import dev.partita.operator.ImageToSequence;
import dev.partita.operator.Initialization;
import dev.partita.operator.Linear;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.Operator;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Layers that bring one shape to another. Whether a chain fits is for the caller to try. */
final class Adapters {
    private static final long LARGEST_POOL = 16;

    private Adapters() {}

    /** Chains to a last dimension of {@code width}. */
    static List<List<Operator>> toWidth(Shape from, long width) {
        List<List<Operator>> chains = new ArrayList<>();
        if (from.rank() == 4) {
            long flat = from.elements() / from.size(0);
            chains.add(flat == width ? List.of(new Flatten()) : List.of(new Flatten(), linear(flat, width)));
            chains.add(
                    from.size(1) == width
                            ? List.of(new ImageToSequence())
                            : List.of(new ImageToSequence(), linear(from.size(1), width)));
        } else if (from.rank() >= 2) {
            chains.add(List.of(linear(from.size(-1), width)));
        }
        return chains;
    }

    /** Chains to an image of this many channels. */
    static List<List<Operator>> toImage(Shape from, long channels) {
        if (from.rank() == 4) {
            return List.of(List.of(pointwise(from.size(1), channels, 1)));
        }
        if (from.rank() != 3) {
            return List.of();
        }
        Operator image = Fitting.square(from.size(1));
        return List.of(from.size(2) == channels ? List.of(image) : List.of(linear(from.size(2), channels), image));
    }

    /** Chains to the shape of the other summand. */
    static List<List<Operator>> toShape(Shape from, Shape to) {
        if (from.rank() == 4 && to.rank() == 4) {
            long ratio = from.size(2) / to.size(2);
            if (ratio <= 1) {
                return List.of(List.of(pointwise(from.size(1), to.size(1), 1)));
            }
            List<List<Operator>> chains = new ArrayList<>();
            if (from.size(1) == to.size(1) && ratio <= LARGEST_POOL) {
                chains.add(List.of(new MaxPool2d(ratio, ratio)));
            }
            chains.add(List.of(pointwise(from.size(1), to.size(1), ratio)));
            return chains;
        }
        return to.rank() == 4 ? toImage(from, to.size(1)) : toWidth(from, to.size(-1));
    }

    /** Chains to rows of classes. */
    static List<List<Operator>> toRows(Shape from) {
        return from.rank() == 4 ? List.of(List.of(new Flatten())) : List.of();
    }

    private static Operator linear(long inputs, long outputs) {
        return new Linear(inputs, outputs, true, new Initialization.Normal(0.02));
    }

    private static Operator pointwise(long inputs, long outputs, long stride) {
        return new Conv2d(inputs, outputs, 1, stride, 0, 1, new Initialization.Normal(Math.sqrt(2.0 / inputs)));
    }
}
