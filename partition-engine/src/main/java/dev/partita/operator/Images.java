package dev.partita.operator;

import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;

/** What the image operators ask of their input {@code [sample, channel, height, width]}. */
final class Images {
    private Images() {}

    static Shape require(String operator, TensorSpec input) {
        if (input.shape().rank() != 4) {
            throw new ShapeMismatch(Sentence.of("engine.operator.image", operator, input.shape()));
        }
        return input.shape();
    }

    static Shape requireChannels(String operator, TensorSpec input, long channels) {
        Shape shape = require(operator, input);
        if (shape.size(1) != channels) {
            throw new ShapeMismatch(Sentence.of("engine.operator.channels", operator, channels, shape.size(1), shape));
        }
        return shape;
    }

    /** Pixels of the microbatch: the rows of the NHWC image seen as a matrix of channels. */
    static long pixels(Shape image) {
        return image.size(0) * image.size(2) * image.size(3);
    }
}
