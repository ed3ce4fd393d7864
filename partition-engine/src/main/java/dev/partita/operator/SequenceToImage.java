package dev.partita.operator;

import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code [sample, height*width, channel]} as the image {@code [sample, channel, height, width]}: position p becomes
 * pixel (p / width, p mod width). The bytes of an NHWC image are the same, so nothing is copied.
 */
public record SequenceToImage(long height, long width) implements Operator {
    public SequenceToImage {
        Sizes.positive("SequenceToImage", "height", height);
        Sizes.positive("SequenceToImage", "width", width);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape shape = inputs.getFirst().shape();
        if (shape.rank() != 3 || shape.size(1) != height * width) {
            throw new ShapeMismatch(
                    Sentence.of("engine.operator.sequence_to_image", height, width, height * width, shape));
        }
        return List.of(TensorSpec.float32(shape.size(0), shape.size(2), height, width));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(ChannelDivisions.kept(2, 1, this, inputs.getFirst(), ranks));
        return found;
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        return new Lowering(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(new Operand.Output(0), new Operand.Input(0), new InputGradient(0), new OutputGradient(0)));
    }
}
