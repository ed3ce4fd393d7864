package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.kernel.MoveKernel.Permute;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which axis lies where in a device's memory. Four axes are an image, and images are NHWC; everything else lies as it is
 * written. So an operator on any axes asks here, and one that makes four axes of three permutes.
 */
final class MemoryOrder {
    private static final List<Integer> IMAGE = List.of(0, 2, 3, 1);

    private MemoryOrder() {}

    /** The axes of a tensor in the order in which they lie in memory. */
    static List<Integer> of(int rank) {
        return rank == IMAGE.size() ? IMAGE : written(rank);
    }

    /** The axes of a tensor in the order in which its shape names them. */
    static List<Integer> written(int rank) {
        return IntStream.range(0, rank).boxed().toList();
    }

    /** The elements of all axes that lie before this one. */
    static long before(Shape shape, int axis) {
        List<Integer> order = of(shape.rank());
        return product(shape, order.subList(0, order.indexOf(axis)));
    }

    /** The elements of all axes that lie behind this one. */
    static long behind(Shape shape, int axis) {
        List<Integer> order = of(shape.rank());
        return product(shape, order.subList(order.indexOf(axis) + 1, order.size()));
    }

    static long product(Shape shape, List<Integer> axes) {
        return axes.stream().map(shape::size).reduce(1L, Math::multiplyExact);
    }

    /** The kernel that brings axes from one order to another; none where only axes of one element change places. */
    static List<Kernel> change(Shape shape, DataType type, List<Integer> from, List<Integer> to) {
        if (several(shape, from).equals(several(shape, to))) {
            return List.of();
        }
        Shape sizes = new Shape(from.stream().map(shape::size).toList());
        return List.of(new Permute(sizes, to.stream().map(from::indexOf).toList(), type));
    }

    private static List<Integer> several(Shape shape, List<Integer> axes) {
        return axes.stream().filter(axis -> shape.size(axis) > 1).toList();
    }
}
