package dev.partita.reference;

import dev.partita.kernel.ConvolutionKernel;
import dev.partita.kernel.ConvolutionKernel.Convolution;
import dev.partita.kernel.ConvolutionKernel.ConvolutionInputGradient;
import dev.partita.kernel.ConvolutionKernel.ConvolutionWeightGradient;
import dev.partita.kernel.ConvolutionShape;

/** All three passes are one walk over every product of an input, a weight and an output. */
final class ReferenceConvolution {

    /** What one product {@code y += x w} means to a pass; (n, h, w, c) are pixels, (g, kh, kw, i, o) the weight's place. */
    @FunctionalInterface
    private interface Product {
        void visit(int[] x, int[] weight, int[] y);
    }

    private ReferenceConvolution() {}

    static void run(ConvolutionKernel kernel, Tensor[] operands) {
        switch (kernel) {
            case Convolution convolution -> forward(convolution, operands);
            case ConvolutionInputGradient _ -> inputGradient(kernel.shape(), operands[0], operands[1], operands[2]);
            case ConvolutionWeightGradient _ -> weightGradient(kernel.shape(), operands[0], operands[1], operands[2]);
        }
    }

    private static void forward(Convolution convolution, Tensor[] operands) {
        Tensor input = operands[0];
        Tensor weight = operands[1];
        Tensor output = operands[operands.length - 1];
        for (int n = 0; n < output.size(0); n++) {
            for (int h = 0; h < output.size(1); h++) {
                for (int w = 0; w < output.size(2); w++) {
                    for (int c = 0; c < output.size(3); c++) {
                        output.set(convolution.bias() ? operands[2].at(c) : 0, n, h, w, c);
                    }
                }
            }
        }
        everyProduct(convolution.shape(), (x, k, y) -> output.add(input.at(x) * weight.at(k), y));
    }

    private static void inputGradient(ConvolutionShape shape, Tensor outputGradient, Tensor weight, Tensor result) {
        result.fill(0);
        everyProduct(shape, (x, k, y) -> result.add(outputGradient.at(y) * weight.at(k), x));
    }

    private static void weightGradient(ConvolutionShape shape, Tensor input, Tensor outputGradient, Tensor result) {
        everyProduct(shape, (x, k, y) -> result.add(input.at(x) * outputGradient.at(y), k));
    }

    private static void everyProduct(ConvolutionShape shape, Product product) {
        for (int n = 0; n < shape.samples(); n++) {
            for (int h = 0; h < shape.outputHeight(); h++) {
                for (int w = 0; w < shape.outputWidth(); w++) {
                    for (int kh = 0; kh < shape.kernelHeight(); kh++) {
                        for (int kw = 0; kw < shape.kernelWidth(); kw++) {
                            int inputH = (int) (h * shape.stride() + kh - shape.padding());
                            int inputW = (int) (w * shape.stride() + kw - shape.padding());
                            if (inside(inputH, shape.inputHeight()) && inside(inputW, shape.inputWidth())) {
                                channels(shape, new int[] {n, inputH, inputW}, kh, kw, new int[] {n, h, w}, product);
                            }
                        }
                    }
                }
            }
        }
    }

    private static void channels(ConvolutionShape shape, int[] x, int kh, int kw, int[] y, Product product) {
        int inputs = (int) (shape.inputChannels() / shape.groups());
        int outputs = (int) (shape.outputChannels() / shape.groups());
        for (int g = 0; g < shape.groups(); g++) {
            for (int i = 0; i < inputs; i++) {
                for (int o = 0; o < outputs; o++) {
                    product.visit(new int[] {x[0], x[1], x[2], g * inputs + i}, new int[] {g, kh, kw, i, o}, new int[] {
                        y[0], y[1], y[2], g * outputs + o
                    });
                }
            }
        }
    }

    private static boolean inside(int index, long size) {
        return index >= 0 && index < size;
    }
}
