package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg_exclude_padding;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;

import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PoolingKernel.AveragePool;
import dev.partita.kernel.PoolingKernel.AveragePoolGradient;
import dev.partita.kernel.PoolingKernel.MaxPool;
import dev.partita.kernel.PoolingKernel.MaxPoolGradient;
import dev.partita.kernel.PoolingShape;
import dev.partita.kernel.PoolingShape.Size;
import java.util.List;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Pooling by oneDNN. What it calls the workspace of a max pooling are our winners: one byte per output, the winner's
 * number inside its window row by row, laid out as the output. That is not documented, so the kernel tests hold it to
 * the reference, ties and padding included.
 */
final class PoolingKernels {
    private static final long[] DENSE = {0, 0};

    private PoolingKernels() {}

    static Prepared prepare(PoolingKernel kernel, OneDnn oneDnn) {
        PoolingShape shape = kernel.shape();
        try (Layout input = image(shape, shape.input());
                Layout output = image(shape, shape.output())) {
            return switch (kernel) {
                case MaxPool _ ->
                    max(
                            new Primitive(
                                    oneDnn,
                                    forward(shape, dnnl_pooling_max, oneDnn, input, output),
                                    DNNL_ARG_SRC,
                                    DNNL_ARG_DST,
                                    DNNL_ARG_WORKSPACE),
                            shape);
                case MaxPoolGradient _ ->
                    max(
                            new Primitive(
                                    oneDnn,
                                    backward(shape, dnnl_pooling_max, oneDnn, input, output),
                                    DNNL_ARG_WORKSPACE,
                                    DNNL_ARG_DIFF_DST,
                                    DNNL_ARG_DIFF_SRC),
                            shape);
                case AveragePool _ ->
                    mean(new Primitive(
                            oneDnn,
                            forward(shape, dnnl_pooling_avg_exclude_padding, oneDnn, input, output),
                            DNNL_ARG_SRC,
                            DNNL_ARG_DST));
                case AveragePoolGradient _ ->
                    mean(new Primitive(
                            oneDnn,
                            backward(shape, dnnl_pooling_avg_exclude_padding, oneDnn, input, output),
                            DNNL_ARG_DIFF_DST,
                            DNNL_ARG_DIFF_SRC));
            };
        }
    }

    private static Prepared max(Primitive pooling, PoolingShape shape) {
        requireBytes(pooling, shape);
        return new Prepared(
                (x, workspace, _) -> pooling.run(x[0].address(), x[1].address(), x[2].address(), workspace.address()),
                pooling.scratchpadBytes(),
                List.of(pooling));
    }

    private static Prepared mean(Primitive pooling) {
        return new Prepared(
                (x, workspace, _) -> pooling.run(x[0].address(), x[1].address(), workspace.address()),
                pooling.scratchpadBytes(),
                List.of(pooling));
    }

    private static dnnl_primitive_desc forward(
            PoolingShape shape, int algorithm, OneDnn oneDnn, Layout input, Layout output) {
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (OneDnn.Attributes attributes = new OneDnn.Attributes(false)) {
            OneDnn.check(
                    dnnl_pooling_forward_primitive_desc_create(
                            descriptor,
                            oneDnn.engine(),
                            dnnl_forward_training,
                            algorithm,
                            input.descriptor,
                            output.descriptor,
                            pair(shape.stride()),
                            pair(shape.window()),
                            DENSE,
                            pair(shape.padding()),
                            pair(shape.end()),
                            attributes.value),
                    "a pooling");
        }
        return descriptor;
    }

    private static dnnl_primitive_desc backward(
            PoolingShape shape, int algorithm, OneDnn oneDnn, Layout input, Layout output) {
        dnnl_primitive_desc hint = forward(shape, algorithm, oneDnn, input, output);
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (OneDnn.Attributes attributes = new OneDnn.Attributes(false)) {
            OneDnn.check(
                    dnnl_pooling_backward_primitive_desc_create(
                            descriptor,
                            oneDnn.engine(),
                            algorithm,
                            input.descriptor,
                            output.descriptor,
                            pair(shape.stride()),
                            pair(shape.window()),
                            DENSE,
                            pair(shape.padding()),
                            pair(shape.end()),
                            hint,
                            attributes.value),
                    "the gradient of a pooling");
        } finally {
            dnnl_primitive_desc_destroy(hint);
        }
        return descriptor;
    }

    private static void requireBytes(Primitive pooling, PoolingShape shape) {
        long found = pooling.layout(DNNL_ARG_WORKSPACE).bytes();
        if (found != shape.winners().bytes()) {
            throw new IllegalStateException("oneDNN keeps " + found + " bytes of winners for a pooling with windows of "
                    + shape.window().height() + " x " + shape.window().width() + ", but one byte each, "
                    + shape.winners().bytes() + ", were planned; use a window of at most 15.");
        }
    }

    private static Layout image(PoolingShape shape, Size size) {
        return Layout.image(shape.samples(), shape.channels(), size.height(), size.width(), dnnl_f32);
    }

    private static long[] pair(Size size) {
        return new long[] {size.height(), size.width()};
    }
}
