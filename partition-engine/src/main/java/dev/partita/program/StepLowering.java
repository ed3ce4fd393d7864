package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.Kernel;
import dev.partita.operator.Input;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.Draft.ValueTransfer;
import dev.partita.program.LoweredModel.LoweredLayer;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns stages into forward and backward segments over single-assignment values. Forward walks the stages in flow order,
 * backward in the reverse. A value needed on another device becomes a transfer; gradients of a value with several
 * readers are added on the reader's side first, so that one message per boundary and direction is enough.
 */
final class StepLowering {
    private record RemotePort(Port port, int device) {}

    private final LoweredModel model;
    private final Map<String, StageDraft> stageOf = new HashMap<>();
    private final Map<String, LayerValues> values = new HashMap<>();
    private final Map<RemotePort, Value> received = new HashMap<>();
    private final Map<RemotePort, Value> loaded = new HashMap<>();
    private final Map<Port, List<Value>> gradients = new HashMap<>();
    private final Map<TensorSpec, Kernel> additions = new HashMap<>();

    final List<StageDraft> stages = new ArrayList<>();
    final List<ValueTransfer> transfers = new ArrayList<>();

    StepLowering(LoweredModel model, List<Stage> cut) {
        this.model = model;
        for (Stage stage : cut) {
            StageDraft draft = new StageDraft(stage);
            stages.add(draft);
            stage.layers().forEach(layer -> stageOf.put(layer.id(), draft));
        }
        stages.forEach(draft -> draft.stage.layers().forEach(layer -> forward(draft, model.layer(layer.id()))));
        stages.reversed().forEach(this::backward);
    }

    private StageDraft stage(String layerId) {
        return Objects.requireNonNull(stageOf.get(layerId), layerId);
    }

    private LayerValues values(String layerId) {
        return Objects.requireNonNull(values.get(layerId), layerId);
    }

    // ---- forward -------------------------------------------------------------------------------------------------

    private void forward(StageDraft draft, LoweredLayer lowered) {
        Layer layer = lowered.layer();
        int device = draft.stage.device();
        LayerValues own = new LayerValues(lowered);
        values.put(layer.id(), own);
        for (int i = 0; i < own.inputs.length; i++) {
            own.inputs[i] = resolve(draft, layer.inputs().get(i));
        }
        List<TensorSpec> saved = lowered.lowering().saved();
        for (int i = 0; i < own.saved.length; i++) {
            own.saved[i] = new Value(layer.id() + " saved " + i, saved.get(i), device, draft.forward);
        }
        for (int i = 0; i < own.outputs.length; i++) {
            Operand alias = lowered.alias(new Operand.Output(i));
            own.outputs[i] = alias == null
                    ? new Value(layer.id(), lowered.outputs().get(i), device, draft.forward)
                    : own.of(alias);
        }
        emit(draft.forward, own, lowered.lowering().forward());
    }

    /** The value of a port on the stage's device: computed there, loaded there, or received. */
    private Value resolve(StageDraft draft, Port port) {
        int device = draft.stage.device();
        if (model.layer(port.layer()).layer().operator() instanceof Input input) {
            return loaded.computeIfAbsent(new RemotePort(port, draft.stage.index()), key -> load(draft, input, port));
        }
        Value produced = values(port.layer()).outputs[port.output()];
        if (produced.device == device) {
            return produced;
        }
        return received.computeIfAbsent(
                new RemotePort(port, device), key -> transfer(port.layer() + " activation", produced, device));
    }

    private Value load(StageDraft draft, Input input, Port port) {
        TensorSpec spec = model.spec(port);
        Value value = new Value(port.layer(), spec, draft.stage.device(), draft.forward);
        draft.forward.add(port.layer(), input.load(spec.shape().size(0)), List.of(new Reference.OfValue(value)));
        return value;
    }

    private Value transfer(String name, Value source, int device) {
        Value target = new Value(name, source.spec, device, null);
        source.sent = true;
        transfers.add(new ValueTransfer(name, source, target));
        return target;
    }

    // ---- backward ------------------------------------------------------------------------------------------------

    private void backward(StageDraft draft) {
        for (Layer layer : draft.stage.layers().reversed()) {
            LoweredLayer lowered = model.layer(layer.id());
            if (lowered.trained() && outputGradients(draft, values(layer.id()))) {
                backward(draft, values(layer.id()));
            }
        }
        sendGradients(draft);
    }

    /** Adds up what arrived for every output; false if no path leads from any to a loss. */
    private boolean outputGradients(StageDraft draft, LayerValues own) {
        List<@Nullable Value> sums = new ArrayList<>();
        for (int i = 0; i < own.outputs.length; i++) {
            sums.add(sum(draft, new Port(own.layer().id(), i)));
        }
        if (!sums.isEmpty() && sums.stream().allMatch(Objects::isNull)) {
            return false;
        }
        for (int i = 0; i < sums.size(); i++) {
            Value gradient = sums.get(i);
            own.outputGradients[i] = gradient == null ? zero(draft, own, i) : gradient;
        }
        return true;
    }

    /** The gradient of an output that no loss depends on, while one depends on another output of the layer. */
    private static Value zero(StageDraft draft, LayerValues own, int output) {
        TensorSpec spec = own.lowered.outputs().get(output);
        String layer = own.layer().id();
        Value zero = new Value(layer + " gradient " + output, spec, draft.stage.device(), draft.backward);
        draft.backward.add(
                layer,
                new ElementwiseKernel.Zero(spec.shape().elements(), spec.type()),
                List.of(new Reference.OfValue(zero)));
        return zero;
    }

    private void backward(StageDraft draft, LayerValues own) {
        Layer layer = own.layer();
        Lowering lowering = own.lowered.lowering();
        boolean wanted = false;
        for (int i = 0; i < own.inputs.length; i++) {
            Operand alias = own.lowered.alias(new Operand.InputGradient(i));
            if (alias != null) {
                own.inputGradients[i] = own.of(alias);
            } else if (layer.operator().differentiable(i)) {
                TensorSpec spec = own.lowered.inputs().get(i);
                own.inputGradients[i] =
                        new Value(layer.id() + " input gradient", spec, draft.stage.device(), draft.backward);
            }
            wanted |= model.wantsGradient(layer, i);
        }
        if (wanted) {
            emit(draft.backward, own, lowering.inputGradient());
        }
        emit(draft.backward, own, lowering.weightGradient());
        for (int i = 0; i < own.inputs.length; i++) {
            Value gradient = own.inputGradients[i];
            if (gradient != null && model.wantsGradient(layer, i)) {
                gradients
                        .computeIfAbsent(layer.inputs().get(i), port -> new ArrayList<>(2))
                        .add(gradient);
            }
        }
    }

    /** The sum of all gradients of a port that have reached the stage's device; null if there is none. */
    private @Nullable Value sum(StageDraft draft, Port port) {
        List<Value> parts = gradients.getOrDefault(port, List.of());
        Value total = null;
        for (Value part : parts) {
            total = total == null ? part : add(draft, port, total, part);
        }
        if (total != null && parts.size() > 1) {
            gradients.put(port, new ArrayList<>(List.of(total)));
        }
        return total;
    }

    private Value add(StageDraft draft, Port port, Value a, Value b) {
        Value total = new Value(port + " gradient", a.spec, draft.stage.device(), draft.backward);
        draft.backward.add(
                port.layer(),
                additions.computeIfAbsent(
                        a.spec, spec -> new ElementwiseKernel.Add(spec.shape().elements(), spec.type())),
                List.of(new Reference.OfValue(a), new Reference.OfValue(b), new Reference.OfValue(total)));
        return total;
    }

    /** Adds up what this stage has for each value of another device and sends the sum there. */
    private void sendGradients(StageDraft draft) {
        for (Port port : remoteInputs(draft.stage)) {
            List<Value> arrived = gradients.getOrDefault(port, new ArrayList<>());
            List<Value> own = arrived.stream()
                    .filter(value -> value.device == draft.stage.device())
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            List<Value> others = new ArrayList<>(arrived);
            others.removeAll(own);
            gradients.put(port, new ArrayList<>(own));
            Value total = Objects.requireNonNull(sum(draft, port));
            others.add(transfer(
                    port.layer() + " gradient", total, stage(port.layer()).stage.device()));
            gradients.put(port, others);
        }
    }

    /** What a stage reads of other devices and may have a gradient. */
    private Set<Port> remoteInputs(Stage stage) {
        Set<Port> remote = new LinkedHashSet<>();
        for (Layer layer : stage.layers()) {
            for (Port port : layer.inputs()) {
                if (model.layer(port.layer()).trained()
                        && stage(port.layer()).stage.device() != stage.device()) {
                    remote.add(port);
                }
            }
        }
        return remote;
    }

    // ---- both ----------------------------------------------------------------------------------------------------

    private static void emit(SegmentDraft segment, LayerValues own, List<KernelCall> calls) {
        Layer layer = own.layer();
        List<TensorSpec> specs = own.lowered.lowering().temporaries();
        for (int i = 0; i < own.temporaries.length; i++) {
            own.temporaries[i] = new Value(layer.id() + " temporary " + i, specs.get(i), segment.device, segment);
        }
        for (KernelCall call : calls) {
            Reference[] operands = new Reference[call.operands().size()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = reference(own, call.operands().get(i));
            }
            segment.add(layer.id(), call.kernel(), List.of(operands));
        }
    }

    private static Reference reference(LayerValues own, Operand operand) {
        return switch (operand) {
            case Operand.Parameter(int i) ->
                new Reference.OfWeight(own.layer().parameters().get(i));
            case Operand.ParameterGradient(int i) ->
                new Reference.OfGradient(own.layer().parameters().get(i));
            case Operand.State(int i) -> new Reference.OfPersistent(own.layer().state(i));
            case Operand.Loss() -> new Reference.OfLoss(own.layer().id());
            case Operand.Temporary _,
                    Operand.OutputGradient _,
                    Operand.InputGradient _,
                    Operand.Input _,
                    Operand.Output _,
                    Operand.Saved _ -> new Reference.OfValue(own.of(operand));
        };
    }
}
