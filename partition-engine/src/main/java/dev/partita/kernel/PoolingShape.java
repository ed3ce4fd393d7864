package dev.partita.kernel;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;

/**
 * The sizes of a pooling over NHWC images. Windows move by {@code stride} from {@code padding} above and left of the
 * image on; what of a window lies outside the image does not count.
 *
 * @param output how many windows there are; the last may reach beyond the image
 */
public record PoolingShape(
        long samples, long channels, Size input, Size output, Size window, Size stride, Size padding, DataType type) {
    /** A height and a width. */
    public record Size(long height, long width) {
        public static Size square(long side) {
            return new Size(side, side);
        }

        public long area() {
            return height * width;
        }
    }

    /** Square windows without padding that all lie in the image. */
    public static PoolingShape plain(long samples, long channels, Size input, long window, long stride, DataType type) {
        Size output = new Size((input.height - window) / stride + 1, (input.width - window) / stride + 1);
        return new PoolingShape(
                samples, channels, input, output, Size.square(window), Size.square(stride), Size.square(0), type);
    }

    /** How far the last window reaches below and right of the image; negative where it does not reach the edge. */
    public Size end() {
        return new Size(
                (output.height - 1) * stride.height + window.height - input.height - padding.height,
                (output.width - 1) * stride.width + window.width - input.width - padding.width);
    }

    public TensorSpec inputImage() {
        return image(input, type);
    }

    public TensorSpec outputImage() {
        return image(output, type);
    }

    /** For each output the winner's number inside its window, row by row; the first of equal ones wins. */
    public TensorSpec winners() {
        return image(output, DataType.UINT8);
    }

    private TensorSpec image(Size size, DataType elements) {
        return new TensorSpec(Shape.of(samples, size.height, size.width, channels), elements);
    }
}
