package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Operand;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.LoweredModel.LoweredLayer;
import dev.partita.tensor.TensorSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values that one layer's operands stand for, filled in as forward and backward are lowered. */
final class LayerValues {
    final LoweredLayer lowered;
    final DividedLayer divided;
    final Value[] inputs;
    final Value[] outputs;
    final Value[] saved;
    /** Of forward, or of backward, whichever is being lowered. */
    final Value[] temporaries;

    final Value[] outputGradients;
    final @Nullable Value[] inputGradients;

    private final LayerParameters parameters;
    private final DividedParameters zero;

    LayerValues(LoweredLayer lowered, DividedLayer divided, DividedParameters zero) {
        this.lowered = lowered;
        this.divided = divided;
        this.zero = zero;
        parameters =
                new LayerParameters(lowered.layer(), divided.mesh().devices().getFirst(), zero);
        inputs = new Value[lowered.inputs().size()];
        outputs = new Value[lowered.outputs().size()];
        saved = new Value[lowered.lowering().saved().size()];
        temporaries = new Value[lowered.lowering().temporaries().size()];
        outputGradients = new Value[outputs.length];
        inputGradients = new @Nullable Value[inputs.length];
    }

    /** Room for the same once more: what backward computes again. */
    LayerValues again() {
        return new LayerValues(lowered, divided, zero);
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

    /** Makes what forward writes, in the segment that is to compute it. */
    void makeOutputs(SegmentDraft segment) {
        String id = layer().id();
        List<TensorSpec> specs = lowered.lowering().saved();
        for (int i = 0; i < saved.length; i++) {
            saved[i] = new Value(id + " saved " + i, specs.get(i), segment.device, segment);
        }
        for (int i = 0; i < outputs.length; i++) {
            Operand alias = lowered.alias(new Operand.Output(i));
            outputs[i] = alias == null ? new Value(id, lowered.outputs().get(i), segment.device, segment) : of(alias);
        }
    }

    void makeTemporaries(SegmentDraft segment) {
        List<TensorSpec> specs = lowered.lowering().temporaries();
        for (int i = 0; i < temporaries.length; i++) {
            temporaries[i] = new Value(layer().id() + " temporary " + i, specs.get(i), segment.device, segment);
        }
    }

    /** In a segment of its own a sequence has its own scratch, but for what an earlier sequence leaves in it. */
    void makeOwnTemporaries(SegmentDraft segment, List<KernelCall> calls) {
        List<TensorSpec> specs = lowered.lowering().temporaries();
        Set<Integer> met = new HashSet<>();
        for (KernelCall call : calls) {
            Set<Integer> read = temporaries(call, true);
            for (int i : temporaries(call, false)) {
                if (met.add(i) && !read.contains(i)) {
                    temporaries[i] = new Value(layer().id() + " temporary " + i, specs.get(i), segment.device, segment);
                }
            }
        }
    }

    private static Set<Integer> temporaries(KernelCall call, boolean readOnly) {
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < call.operands().size(); i++) {
            if (call.operands().get(i) instanceof Operand.Temporary(int number)
                    && (!readOnly || call.kernel().operands().get(i).reads())) {
                found.add(number);
            }
        }
        return found;
    }

    /** Adds a sequence of the layer's kernels to a segment. */
    void emit(SegmentDraft segment, List<KernelCall> calls) {
        List<Integer> sampleAxes = divided.sampleAxes();
        parameters.before(segment, calls);
        for (KernelCall call : calls) {
            Reference[] operands = new Reference[call.operands().size()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = reference(call.operands().get(i));
            }
            segment.add(layer().id(), call.kernel(), List.of(operands), sampleAxes);
        }
        parameters.after(segment);
    }

    private Reference reference(Operand operand) {
        return switch (operand) {
            case Operand.Parameter(int i) -> parameters.weight(i);
            case Operand.ParameterGradient(int i) -> parameters.gradient(i);
            case Operand.State(int i) -> new Reference.OfPersistent(layer().state(i));
            case Operand.Loss() -> new Reference.OfLoss(layer().id());
            case Operand.Temporary _,
                    Operand.OutputGradient _,
                    Operand.InputGradient _,
                    Operand.Input _,
                    Operand.Output _,
                    Operand.Saved _ -> new Reference.OfValue(of(operand));
        };
    }
}
