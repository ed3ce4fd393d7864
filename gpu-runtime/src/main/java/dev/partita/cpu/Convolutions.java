package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;

import dev.partita.kernel.ConvolutionShape;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;

/** oneDNN's three passes of one convolution, for weights in a layout of the caller's choice. */
final class Convolutions implements AutoCloseable {
    private static final long[] DENSE = {0, 0};

    private final OneDnn oneDnn;
    private final Layout input;
    private final Layout output;
    private final Layout bias;
    private final Layout hinted;
    private final long[] strides;
    private final long[] padding;

    /** @param hinted weights in the type of the other tensors, for oneDNN to choose the backward pass by */
    Convolutions(OneDnn oneDnn, ConvolutionShape shape, int type, Layout hinted) {
        this.hinted = hinted;
        this.oneDnn = oneDnn;
        input = Layout.image(shape.samples(), shape.inputChannels(), shape.inputHeight(), shape.inputWidth(), type);
        output = Layout.image(shape.samples(), shape.outputChannels(), shape.outputHeight(), shape.outputWidth(), type);
        bias = Layout.rowMajor(type, new long[] {shape.outputChannels()});
        strides = new long[] {shape.stride(), shape.stride()};
        padding = new long[] {shape.padding(), shape.padding()};
    }

    /** Run with input, weights, bias, output, scratchpad. */
    Primitive forward(Layout weights) {
        return new Primitive(
                oneDnn, forwardDescriptor(weights, bias), DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_BIAS, DNNL_ARG_DST);
    }

    /** Run with input, weights, output, scratchpad. */
    Primitive forwardWithoutBias(Layout weights) {
        return new Primitive(oneDnn, forwardDescriptor(weights, null), DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST);
    }

    /** Run with gradient of the output, weights, gradient of the input, scratchpad. */
    Primitive inputGradient(Layout weights) {
        dnnl_primitive_desc hint = forwardDescriptor(weights, null);
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (OneDnn.Attributes attributes = new OneDnn.Attributes(false)) {
            OneDnn.check(
                    dnnl_convolution_backward_data_primitive_desc_create(
                            descriptor,
                            oneDnn.engine(),
                            dnnl_convolution_direct,
                            input.descriptor,
                            weights.descriptor,
                            output.descriptor,
                            strides,
                            DENSE,
                            padding,
                            padding,
                            hint,
                            attributes.value),
                    "the input gradient of a convolution");
        } finally {
            dnnl_primitive_desc_destroy(hint);
        }
        return new Primitive(oneDnn, descriptor, DNNL_ARG_DIFF_DST, DNNL_ARG_WEIGHTS, DNNL_ARG_DIFF_SRC);
    }

    /** Overwrites; weights may be floats. Run with input, gradient of the output, gradient of the weights, scratchpad. */
    Primitive weightGradient(Layout weights) {
        dnnl_primitive_desc hint = forwardDescriptor(hinted, null);
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (OneDnn.Attributes attributes = new OneDnn.Attributes(false)) {
            OneDnn.check(
                    dnnl_convolution_backward_weights_primitive_desc_create(
                            descriptor,
                            oneDnn.engine(),
                            dnnl_convolution_direct,
                            input.descriptor,
                            weights.descriptor,
                            null,
                            output.descriptor,
                            strides,
                            DENSE,
                            padding,
                            padding,
                            hint,
                            attributes.value),
                    "the weight gradient of a convolution");
        } finally {
            dnnl_primitive_desc_destroy(hint);
        }
        return new Primitive(oneDnn, descriptor, DNNL_ARG_SRC, DNNL_ARG_DIFF_DST, DNNL_ARG_DIFF_WEIGHTS);
    }

    private dnnl_primitive_desc forwardDescriptor(Layout weights, @Nullable Layout biasLayout) {
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (OneDnn.Attributes attributes = new OneDnn.Attributes(false)) {
            OneDnn.check(
                    dnnl_convolution_forward_primitive_desc_create(
                            descriptor,
                            oneDnn.engine(),
                            dnnl_forward_training,
                            dnnl_convolution_direct,
                            input.descriptor,
                            weights.descriptor,
                            biasLayout == null ? null : biasLayout.descriptor,
                            output.descriptor,
                            strides,
                            DENSE,
                            padding,
                            padding,
                            attributes.value),
                    "a convolution");
        }
        return descriptor;
    }

    @Override
    public void close() {
        input.close();
        output.close();
        bias.close();
    }
}
