package dev.partita.reference;

import dev.partita.operator.BatchMatMul;
import dev.partita.operator.ClassToken;
import dev.partita.operator.Concat;
import dev.partita.operator.Initialization;
import dev.partita.operator.Permute;
import dev.partita.operator.Reduce;
import dev.partita.operator.Reshape;
import dev.partita.operator.Slice;
import dev.partita.operator.Softmax;
import dev.partita.operator.Split;
import dev.partita.reference.OperatorCases.Layer;
import dev.partita.reference.OperatorCases.Sizes;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Random layers that take any axes: half of them images, which lie in another order in memory. */
final class ShapeCases {
    private ShapeCases() {}

    private static TensorSpec any(Sizes sizes) {
        return sizes.everyOther()
                ? sizes.image(sizes.between(2, 4), 2)
                : TensorSpec.float32(sizes.upTo(3), sizes.between(2, 5), sizes.between(2, 5));
    }

    private static int axis(TensorSpec tensor, Sizes sizes) {
        return (int) sizes.between(1, tensor.shape().rank() - 1);
    }

    static Layer classToken(Sizes sizes) {
        long width = sizes.upTo(6);
        return Layer.of(
                new ClassToken(width, Initialization.ZEROS), TensorSpec.float32(sizes.upTo(3), sizes.upTo(5), width));
    }

    static Layer softmax(Sizes sizes) {
        TensorSpec x = any(sizes);
        return Layer.of(new Softmax(sizes.coin() ? axis(x, sizes) : -1), x);
    }

    static Layer reduce(Sizes sizes) {
        TensorSpec x = any(sizes);
        int axis = axis(x, sizes);
        List<Integer> axes = sizes.coin() ? List.of(axis) : List.of(1, x.shape().rank() - 1);
        return Layer.of(new Reduce(sizes.coin() ? "ReduceMean" : "ReduceSum", axes, sizes.coin()), x);
    }

    static Layer permute(Sizes sizes) {
        TensorSpec x = any(sizes);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
        Collections.shuffle(order, sizes.random());
        return Layer.of(new Permute(order), x);
    }

    /** To and from images, and without any. */
    static Layer reshape(Sizes sizes) {
        TensorSpec x = any(sizes);
        long first = x.shape().size(1);
        List<Long> together = List.of(0L, -1L);
        List<Long> apart = x.shape().rank() == 4 ? List.of(0L, x.shape().size(2), -1L) : List.of(0L, 1L, first, -1L);
        return Layer.of(new Reshape(sizes.coin() ? together : apart), x);
    }

    static Layer slice(Sizes sizes) {
        TensorSpec x = any(sizes);
        int axis = axis(x, sizes);
        long start = sizes.between(0, (int) x.shape().size(axis) - 1);
        boolean drop = sizes.coin();
        long length = drop ? 1 : sizes.between(1, (int) (x.shape().size(axis) - start));
        return Layer.of(new Slice(axis, start, length, drop), x);
    }

    static Layer split(Sizes sizes) {
        TensorSpec x = any(sizes);
        int axis = axis(x, sizes);
        long part = sizes.between(1, (int) x.shape().size(axis) - 1);
        return Layer.of(new Split(axis, List.of(part, x.shape().size(axis) - part)), x);
    }

    static Layer concat(Sizes sizes) {
        TensorSpec x = any(sizes);
        int axis = axis(x, sizes);
        TensorSpec y = TensorSpec.float32(x.shape().with(axis, sizes.upTo(3)));
        return Layer.of(new Concat(axis, 2), x, y);
    }

    /** Equal stacks, one matrix for all, and stacks of which one is repeated; of three axes and of four. */
    static Layer batchMatMul(Sizes sizes) {
        long m = sizes.upTo(4);
        long k = sizes.upTo(4);
        long n = sizes.upTo(4);
        long batch = sizes.upTo(3);
        long heads = sizes.between(2, 3);
        return switch (sizes.number() % 4) {
            case 0 -> Layer.of(new BatchMatMul(), TensorSpec.float32(batch, m, k), TensorSpec.float32(batch, k, n));
            case 1 -> Layer.of(new BatchMatMul(), TensorSpec.float32(batch, m, k), TensorSpec.float32(k, n));
            case 2 ->
                Layer.of(
                        new BatchMatMul(),
                        TensorSpec.float32(batch, heads, m, k),
                        TensorSpec.float32(Shape.of(batch, heads, k, n)));
            default ->
                Layer.of(new BatchMatMul(), TensorSpec.float32(batch, heads, m, k), TensorSpec.float32(batch, 1, k, n));
        };
    }
}
