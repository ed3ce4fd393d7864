package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import dev.partita.kernel.ConvolutionKernel;
import dev.partita.kernel.ConvolutionKernel.Convolution;
import dev.partita.kernel.ConvolutionKernel.ConvolutionInputGradient;
import dev.partita.kernel.ConvolutionKernel.ConvolutionWeightGradient;
import dev.partita.kernel.ConvolutionShape;
import dev.partita.tensor.DataType;
import java.util.List;
import java.util.function.Function;

/**
 * Convolutions by oneDNN. Weights are kept in one plain layout; the quick implementations want blocked ones, each pass
 * its own, so a call first reorders the weights into its workspace (about 1 % of its time). No backward pass of oneDNN
 * accumulates, but the reorder back to the plain gradient does.
 */
final class ConvolutionKernels {
    private ConvolutionKernels() {}

    /** @param type of all tensors but the weights' gradient, which are floats */
    static Prepared prepare(ConvolutionKernel kernel, DataType type, OneDnn oneDnn) {
        int tensors = Layout.type(type);
        int weights = kernel instanceof ConvolutionWeightGradient ? dnnl_f32 : tensors;
        try (Layout hinted = Layout.any(tensors, dimensions(kernel.shape()));
                Convolutions passes = new Convolutions(oneDnn, kernel.shape(), tensors, hinted);
                Layout plain = plain(kernel.shape(), weights);
                Layout any = Layout.any(weights, dimensions(kernel.shape()));
                Layout unblocked = unblocked(kernel.shape(), weights)) {
            return switch (kernel) {
                case Convolution convolution ->
                    convolution.bias()
                            ? forward(oneDnn, quickest(passes::forward, any, unblocked), plain)
                            : withWeights(oneDnn, quickest(passes::forwardWithoutBias, any, unblocked), plain);
                case ConvolutionInputGradient gradient ->
                    withWeights(oneDnn, inputGradient(gradient.shape(), passes, any, unblocked), plain);
                case ConvolutionWeightGradient _ ->
                    weightGradient(oneDnn, quickest(passes::weightGradient, any, unblocked), plain);
            };
        }
    }

    /** With strides, oneDNN's blocked implementation is slower than its product over unfolded windows. */
    private static Primitive inputGradient(ConvolutionShape shape, Convolutions passes, Layout any, Layout unblocked) {
        return shape.stride() == 1
                ? quickest(passes::inputGradient, any, unblocked)
                : quickest(passes::inputGradient, unblocked, any);
    }

    /** The first layout that does not end in oneDNN's reference implementation, which is a thousand times slower. */
    private static Primitive quickest(Function<Layout, Primitive> pass, Layout first, Layout second) {
        Primitive primitive = pass.apply(first);
        if (!primitive.implementation().contains("ref")) {
            return primitive;
        }
        primitive.close();
        return pass.apply(second);
    }

    private static Prepared forward(OneDnn oneDnn, Primitive convolution, Layout plain) {
        Layout chosen = convolution.layout(DNNL_ARG_WEIGHTS);
        if (chosen.sameAs(plain)) {
            return new Prepared(
                    (x, workspace, _) -> convolution.run(
                            x[0].address(), x[1].address(), x[2].address(), x[3].address(), workspace.address()),
                    convolution.scratchpadBytes(),
                    List.of(convolution));
        }
        Primitive reorder = oneDnn.reorder(plain, chosen, false);
        Workspace layout = new Workspace();
        long weights = layout.add(chosen.bytes());
        long scratchpad = layout.add(Math.max(convolution.scratchpadBytes(), reorder.scratchpadBytes()));
        return new Prepared(
                (x, workspace, _) -> {
                    long base = workspace.address();
                    reorder.run(x[1].address(), base + weights, base + scratchpad);
                    convolution.run(x[0].address(), base + weights, x[2].address(), x[3].address(), base + scratchpad);
                },
                layout.bytes(),
                List.of(reorder, convolution));
    }

    /** A pass with one tensor, weights and the result. */
    private static Prepared withWeights(OneDnn oneDnn, Primitive pass, Layout plain) {
        Layout chosen = pass.layout(DNNL_ARG_WEIGHTS);
        if (chosen.sameAs(plain)) {
            return new Prepared(
                    (x, workspace, _) -> pass.run(x[0].address(), x[1].address(), x[2].address(), workspace.address()),
                    pass.scratchpadBytes(),
                    List.of(pass));
        }
        Primitive reorder = oneDnn.reorder(plain, chosen, false);
        Workspace layout = new Workspace();
        long weights = layout.add(chosen.bytes());
        long scratchpad = layout.add(Math.max(pass.scratchpadBytes(), reorder.scratchpadBytes()));
        return new Prepared(
                (x, workspace, _) -> {
                    long base = workspace.address();
                    reorder.run(x[1].address(), base + weights, base + scratchpad);
                    pass.run(x[0].address(), base + weights, x[2].address(), base + scratchpad);
                },
                layout.bytes(),
                List.of(reorder, pass));
    }

    private static Prepared weightGradient(OneDnn oneDnn, Primitive gradient, Layout plain) {
        Layout chosen = gradient.layout(DNNL_ARG_DIFF_WEIGHTS);
        Primitive sum = oneDnn.reorder(chosen, plain, true);
        Workspace layout = new Workspace();
        long weights = layout.add(chosen.bytes());
        long scratchpad = layout.add(Math.max(gradient.scratchpadBytes(), sum.scratchpadBytes()));
        return new Prepared(
                (x, workspace, _) -> {
                    long base = workspace.address();
                    gradient.run(x[0].address(), x[1].address(), base + weights, base + scratchpad);
                    sum.run(base + weights, x[2].address(), base + scratchpad);
                },
                layout.bytes(),
                List.of(gradient, sum));
    }

    /** Logical {@code [out, in, height, width]}, with groups in front if there are any. */
    private static long[] dimensions(ConvolutionShape shape) {
        long in = shape.inputChannels() / shape.groups();
        long out = shape.outputChannels() / shape.groups();
        return shape.groups() == 1
                ? new long[] {out, in, shape.kernelHeight(), shape.kernelWidth()}
                : new long[] {shape.groups(), out, in, shape.kernelHeight(), shape.kernelWidth()};
    }

    /** The kernel's own layout: {@code [groups, height, width, in, out]} in memory. */
    private static Layout plain(ConvolutionShape shape, int type) {
        long in = shape.inputChannels() / shape.groups();
        long out = shape.outputChannels() / shape.groups();
        long row = shape.kernelWidth() * in * out;
        return Layout.strided(
                dimensions(shape),
                shape.groups() == 1
                        ? new long[] {1, out, row, in * out}
                        : new long[] {shape.kernelHeight() * row, 1, out, row, in * out},
                type);
    }

    /** {@code [height, width, in, groups, out]} in memory, which oneDNN also takes as it is; plain without groups. */
    private static Layout unblocked(ConvolutionShape shape, int type) {
        if (shape.groups() == 1) {
            return plain(shape, type);
        }
        long in = shape.inputChannels() / shape.groups();
        long out = shape.outputChannels() / shape.groups();
        long all = shape.outputChannels();
        return Layout.strided(
                dimensions(shape), new long[] {out, 1, all, shape.kernelWidth() * in * all, in * all}, type);
    }
}
