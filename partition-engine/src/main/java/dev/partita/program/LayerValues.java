package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.operator.Operand;
import dev.partita.program.Draft.Value;
import dev.partita.program.LoweredModel.LoweredLayer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values that one layer's operands stand for, filled in as forward and backward are lowered. */
final class LayerValues {
    final LoweredLayer lowered;
    final DividedLayer divided;
    final Value[] inputs;
    final Value[] outputs;
    final Value[] saved;
    /** Of the sequence that is being lowered; each has its own. */
    final Value[] temporaries;

    final Value[] outputGradients;
    final @Nullable Value[] inputGradients;

    LayerValues(LoweredLayer lowered, DividedLayer divided) {
        this.lowered = lowered;
        this.divided = divided;
        inputs = new Value[lowered.inputs().size()];
        outputs = new Value[lowered.outputs().size()];
        saved = new Value[lowered.lowering().saved().size()];
        temporaries = new Value[lowered.lowering().temporaries().size()];
        outputGradients = new Value[outputs.length];
        inputGradients = new @Nullable Value[inputs.length];
    }

    /** What another set of this layer's values was given. */
    void takeOutputGradients(LayerValues other) {
        System.arraycopy(other.outputGradients, 0, outputGradients, 0, outputGradients.length);
    }

    Layer layer() {
        return lowered.layer();
    }

    /** The value of an operand; parameters, states and losses, which outlive a microbatch, have none. */
    Value of(Operand operand) {
        Value value = switch (operand) {
            case Operand.Input(int i) -> inputs[i];
            case Operand.Output(int i) -> outputs[i];
            case Operand.Saved(int i) -> saved[i];
            case Operand.Temporary(int i) -> temporaries[i];
            case Operand.OutputGradient(int i) -> outputGradients[i];
            case Operand.InputGradient(int i) -> inputGradients[i];
            case Operand.Parameter _, Operand.ParameterGradient _, Operand.State _, Operand.Loss _ -> null;
        };
        return Objects.requireNonNull(value, () -> layer().id() + " " + operand);
    }
}
