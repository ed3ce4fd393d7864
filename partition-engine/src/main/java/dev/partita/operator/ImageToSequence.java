package dev.partita.operator;

import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The image {@code [sample, channel, height, width]} as {@code [sample, height*width, channel]}, as a vision transformer
 * reads its patches; the reverse of {@link SequenceToImage}, and like it free.
 */
public record ImageToSequence() implements Operator {
    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape image = Images.require("ImageToSequence", inputs.getFirst());
        return List.of(TensorSpec.float32(image.size(0), image.size(2) * image.size(3), image.size(1)));
    }

    @Override
    public List<Division> divisions(List<TensorSpec> inputs, Ranks ranks) {
        List<Division> found = new ArrayList<>(Division.batch(this, inputs, 1, ranks));
        found.addAll(ChannelDivisions.kept(1, 2, this, inputs.getFirst(), ranks));
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
