package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;

/**
 * Rotary positions (Su et al. 2021) on rows {@code [samples, sequence, width]}: each of the first {@code heads} heads is
 * cut in two halves, and element i of both is turned as a pair by the angle {@code position * theta^(-2i/headSize)}; what
 * lies behind those heads is copied. The angles follow from the signature alone, so they are no operand. Operands: x, y
 * (written).
 *
 * @param inverse whether it turns back: a rotation's gradient is the rotation by the opposite angle
 */
public record RotaryKernel(
        long samples,
        long sequence,
        long width,
        long heads,
        long headSize,
        double theta,
        boolean inverse,
        DataType type)
        implements Kernel {

    public RotaryKernel {
        if (headSize % 2 != 0 || heads * headSize > width) {
            throw new IllegalArgumentException("Rotary positions turn heads of an even size inside their rows, found "
                    + heads + " heads of " + headSize + " in rows of " + width + ".");
        }
    }

    @Override
    public List<OperandUse> operands() {
        TensorSpec rows = new TensorSpec(Shape.of(samples, sequence, width), type);
        return List.of(read("x", rows), write("y", rows));
    }

    @Override
    public double flops() {
        return 3.0 * samples * sequence * heads * headSize;
    }
}
