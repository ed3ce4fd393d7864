package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_backward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;

import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PoolingKernel.MaxPool;
import dev.partita.kernel.PoolingKernel.MaxPoolGradient;
import java.util.List;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * Max pooling by oneDNN. What it calls the workspace of a pooling are our winners: one byte per output, the winner's
 * number inside its window row by row, laid out as the output. That is not documented, so the kernel tests hold it to
 * the reference, ties included.
 */
final class PoolingKernels {
    private static final long[] NONE = {0, 0};

    private PoolingKernels() {}

    static Prepared prepare(PoolingKernel kernel, OneDnn oneDnn) {
        try (Layout input =
                        Layout.image(kernel.samples(), kernel.channels(), kernel.inputHeight(), kernel.inputWidth());
                Layout output = Layout.image(
                        kernel.samples(), kernel.channels(), kernel.outputHeight(), kernel.outputWidth())) {
            Primitive pooling = switch (kernel) {
                case MaxPool _ ->
                    new Primitive(
                            oneDnn,
                            forward(kernel, oneDnn, input, output),
                            DNNL_ARG_SRC,
                            DNNL_ARG_DST,
                            DNNL_ARG_WORKSPACE);
                case MaxPoolGradient _ ->
                    new Primitive(
                            oneDnn,
                            backward(kernel, oneDnn, input, output),
                            DNNL_ARG_WORKSPACE,
                            DNNL_ARG_DIFF_DST,
                            DNNL_ARG_DIFF_SRC);
            };
            requireBytes(pooling, kernel);
            return new Prepared(
                    (x, workspace, _) ->
                            pooling.run(x[0].address(), x[1].address(), x[2].address(), workspace.address()),
                    pooling.scratchpadBytes(),
                    List.of(pooling));
        }
    }

    private static dnnl_primitive_desc forward(PoolingKernel kernel, OneDnn oneDnn, Layout input, Layout output) {
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (OneDnn.Attributes attributes = new OneDnn.Attributes(false)) {
            OneDnn.check(
                    dnnl_pooling_forward_primitive_desc_create(
                            descriptor,
                            oneDnn.engine(),
                            dnnl_forward_training,
                            dnnl_pooling_max,
                            input.descriptor,
                            output.descriptor,
                            square(kernel.stride()),
                            square(kernel.window()),
                            NONE,
                            NONE,
                            NONE,
                            attributes.value),
                    "a pooling");
        }
        return descriptor;
    }

    private static dnnl_primitive_desc backward(PoolingKernel kernel, OneDnn oneDnn, Layout input, Layout output) {
        dnnl_primitive_desc hint = forward(kernel, oneDnn, input, output);
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (OneDnn.Attributes attributes = new OneDnn.Attributes(false)) {
            OneDnn.check(
                    dnnl_pooling_backward_primitive_desc_create(
                            descriptor,
                            oneDnn.engine(),
                            dnnl_pooling_max,
                            input.descriptor,
                            output.descriptor,
                            square(kernel.stride()),
                            square(kernel.window()),
                            NONE,
                            NONE,
                            NONE,
                            hint,
                            attributes.value),
                    "the gradient of a pooling");
        } finally {
            dnnl_primitive_desc_destroy(hint);
        }
        return descriptor;
    }

    private static void requireBytes(Primitive pooling, PoolingKernel kernel) {
        long found = pooling.layout(DNNL_ARG_WORKSPACE).bytes();
        if (found != kernel.winners().bytes()) {
            throw new IllegalStateException("oneDNN keeps " + found + " bytes of winners for a pooling with windows of "
                    + kernel.window() + " x " + kernel.window() + ", but one byte each, "
                    + kernel.winners().bytes() + ", were planned; use a window of at most 15.");
        }
    }

    private static long[] square(long size) {
        return new long[] {size, size};
    }
}
