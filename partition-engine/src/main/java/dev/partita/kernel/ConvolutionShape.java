package dev.partita.kernel;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;

/**
 * The sizes of a 2-D convolution. Activations are NHWC. The weight's physical layout is
 * {@code [groups, kernelHeight, kernelWidth, inputChannels/groups, outputChannels/groups]}; its canonical one in graphs
 * and files is PyTorch's {@code [outputChannels, inputChannels/groups, kernelHeight, kernelWidth]}.
 */
public record ConvolutionShape(
        long samples,
        long inputHeight,
        long inputWidth,
        long inputChannels,
        long outputChannels,
        long kernelHeight,
        long kernelWidth,
        long stride,
        long padding,
        long groups,
        DataType type) {

    public ConvolutionShape {
        if (inputChannels % groups != 0 || outputChannels % groups != 0) {
            throw new IllegalArgumentException("Groups must divide both channel counts, found " + inputChannels
                    + " input and " + outputChannels + " output channels for " + groups + " groups.");
        }
    }

    public long outputHeight() {
        return (inputHeight + 2 * padding - kernelHeight) / stride + 1;
    }

    public long outputWidth() {
        return (inputWidth + 2 * padding - kernelWidth) / stride + 1;
    }

    public TensorSpec input() {
        return new TensorSpec(Shape.of(samples, inputHeight, inputWidth, inputChannels), type);
    }

    public TensorSpec output() {
        return new TensorSpec(Shape.of(samples, outputHeight(), outputWidth(), outputChannels), type);
    }

    public TensorSpec weight() {
        return new TensorSpec(
                Shape.of(groups, kernelHeight, kernelWidth, inputChannels / groups, outputChannels / groups), type);
    }

    public double flops() {
        return 2.0
                * samples
                * outputHeight()
                * outputWidth()
                * outputChannels
                * (inputChannels / groups)
                * kernelHeight
                * kernelWidth;
    }
}
