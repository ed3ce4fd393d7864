package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.operator.Input;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.Draft.ValueTransfer;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    private record LayerOperand(String layer, Operand operand) {}

    private final ModelGraph graph;
    private final Map<String, List<TensorSpec>> shapes;
    private final int microbatches;
    private final Map<String, Layer> layers = new HashMap<>();
    private final Map<String, StageDraft> stageOf = new HashMap<>();
    private final Map<String, Lowering> lowerings = new HashMap<>();
    private final Set<String> trained = new HashSet<>();
    private final Map<Port, Value> outputs = new HashMap<>();
    private final Map<RemotePort, Value> received = new HashMap<>();
    private final Map<RemotePort, Value> loaded = new HashMap<>();
    private final Map<LayerOperand, Value> kept = new HashMap<>();
    private final Map<Port, List<Value>> gradients = new HashMap<>();

    final List<StageDraft> stages = new ArrayList<>();
    final List<ValueTransfer> transfers = new ArrayList<>();

    StepLowering(ModelGraph graph, List<Stage> cut, long microbatch, int microbatches) {
        this.graph = graph;
        this.shapes = graph.shapes(microbatch);
        this.microbatches = microbatches;
        for (Stage stage : cut) {
            StageDraft draft = new StageDraft(stage);
            stages.add(draft);
            stage.layers().forEach(layer -> stageOf.put(layer.id(), draft));
        }
        graph.layers().forEach(this::examine);
        stages.forEach(draft -> draft.stage.layers().forEach(layer -> forward(draft, layer)));
        stages.reversed().forEach(this::backward);
    }

    private void examine(Layer layer) {
        layers.put(layer.id(), layer);
        boolean reached = !layer.parameters().isEmpty();
        for (int i = 0; i < layer.inputs().size(); i++) {
            reached |= layer.operator().differentiable(i)
                    && trained.contains(layer.inputs().get(i).layer());
        }
        if (reached) {
            trained.add(layer.id());
        }
        if (!(layer.operator() instanceof Input)) {
            lowerings.put(layer.id(), layer.operator().lower(inputSpecs(layer), microbatches));
        }
    }

    private List<TensorSpec> inputSpecs(Layer layer) {
        return layer.inputs().stream().map(this::spec).toList();
    }

    private TensorSpec spec(Port port) {
        return shapes.getOrDefault(port.layer(), List.of()).get(port.output());
    }

    private Layer layer(String id) {
        return Objects.requireNonNull(layers.get(id), id);
    }

    private Lowering lowering(Layer layer) {
        return Objects.requireNonNull(lowerings.get(layer.id()), layer.id());
    }

    private StageDraft stage(String layerId) {
        return Objects.requireNonNull(stageOf.get(layerId), layerId);
    }

    // ---- forward -------------------------------------------------------------------------------------------------

    private void forward(StageDraft draft, Layer layer) {
        Lowering lowering = lowering(layer);
        for (int i = 0; i < layer.inputs().size(); i++) {
            bind(layer, new Operand.Input(i), resolve(draft, layer.inputs().get(i)));
        }
        for (int i = 0; i < lowering.saved().size(); i++) {
            Value saved =
                    new Value(layer.id() + " saved " + i, lowering.saved().get(i), draft.stage.device(), draft.forward);
            bind(layer, new Operand.Saved(i), saved);
        }
        List<TensorSpec> specs = shapes.getOrDefault(layer.id(), List.of());
        for (int i = 0; i < specs.size(); i++) {
            Operand output = new Operand.Output(i);
            Operand alias = lowering.aliases().get(output);
            Value value = alias == null
                    ? new Value(layer.id(), specs.get(i), draft.stage.device(), draft.forward)
                    : bound(layer, alias);
            bind(layer, output, value);
            outputs.put(new Port(layer.id(), i), value);
        }
        emit(draft.forward, layer, lowering, lowering.forward(), Map.of());
    }

    /** The value of a port on the stage's device: computed there, loaded there, or received. */
    private Value resolve(StageDraft draft, Port port) {
        int device = draft.stage.device();
        if (layer(port.layer()).operator() instanceof Input input) {
            return loaded.computeIfAbsent(new RemotePort(port, draft.stage.index()), key -> load(draft, input, port));
        }
        Value produced = Objects.requireNonNull(outputs.get(port), port.toString());
        if (produced.device == device) {
            return produced;
        }
        return received.computeIfAbsent(
                new RemotePort(port, device), key -> transfer(port.layer() + " activation", produced, device));
    }

    private Value load(StageDraft draft, Input input, Port port) {
        TensorSpec spec = spec(port);
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
            if (trained.contains(layer.id())) {
                backward(draft, layer);
            }
        }
        sendGradients(draft);
    }

    private void backward(StageDraft draft, Layer layer) {
        Lowering lowering = lowering(layer);
        Map<Operand, Value> bindings = new HashMap<>();
        int outputCount = shapes.getOrDefault(layer.id(), List.of()).size();
        for (int i = 0; i < outputCount; i++) {
            Value gradient = sum(draft, new Port(layer.id(), i));
            if (gradient == null) {
                return; // no path leads from this layer to a loss
            }
            bindings.put(new Operand.OutputGradient(i), gradient);
        }
        boolean wanted = false;
        for (int i = 0; i < layer.inputs().size(); i++) {
            Operand operand = new Operand.InputGradient(i);
            Operand alias = lowering.aliases().get(operand);
            if (alias != null) {
                bindings.put(operand, Objects.requireNonNull(bindings.get(alias)));
            } else if (layer.operator().differentiable(i)) {
                bindings.put(
                        operand,
                        new Value(
                                layer.id() + " input gradient",
                                spec(layer.inputs().get(i)),
                                draft.stage.device(),
                                draft.backward));
            }
            wanted |= wantsGradient(layer, i);
        }
        if (wanted) {
            emit(draft.backward, layer, lowering, lowering.inputGradient(), bindings);
        }
        emit(draft.backward, layer, lowering, lowering.weightGradient(), bindings);
        for (int i = 0; i < layer.inputs().size(); i++) {
            Value gradient = bindings.get(new Operand.InputGradient(i));
            if (gradient != null && wantsGradient(layer, i)) {
                gradients
                        .computeIfAbsent(layer.inputs().get(i), port -> new ArrayList<>())
                        .add(gradient);
            }
        }
    }

    private boolean wantsGradient(Layer layer, int input) {
        return layer.operator().differentiable(input)
                && trained.contains(layer.inputs().get(input).layer());
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
                new ElementwiseKernel.Add(a.spec.shape().elements(), a.spec.type()),
                List.of(new Reference.OfValue(a), new Reference.OfValue(b), new Reference.OfValue(total)));
        return total;
    }

    /** Adds up what this stage has for each value of another device and sends the sum there. */
    private void sendGradients(StageDraft draft) {
        Set<Port> remote = new LinkedHashSet<>();
        for (Layer layer : draft.stage.layers()) {
            for (Port port : layer.inputs()) {
                if (trained.contains(port.layer()) && stage(port.layer()).stage.device() != draft.stage.device()) {
                    remote.add(port);
                }
            }
        }
        for (Port port : remote) {
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

    // ---- both ----------------------------------------------------------------------------------------------------

    private void emit(
            SegmentDraft segment,
            Layer layer,
            Lowering lowering,
            List<KernelCall> calls,
            Map<Operand, Value> bindings) {
        Map<Operand, Value> temporaries = new HashMap<>();
        for (int i = 0; i < lowering.temporaries().size(); i++) {
            temporaries.put(
                    new Operand.Temporary(i),
                    new Value(
                            layer.id() + " temporary " + i,
                            lowering.temporaries().get(i),
                            segment.device,
                            segment));
        }
        for (KernelCall call : calls) {
            List<Reference> operands = new ArrayList<>();
            for (Operand operand : call.operands()) {
                operands.add(reference(layer, operand, bindings, temporaries));
            }
            segment.add(layer.id(), call.kernel(), operands);
        }
    }

    private Reference reference(
            Layer layer, Operand operand, Map<Operand, Value> bindings, Map<Operand, Value> temporaries) {
        return switch (operand) {
            case Operand.Parameter(int i) ->
                new Reference.OfWeight(layer.parameters().get(i));
            case Operand.ParameterGradient(int i) ->
                new Reference.OfGradient(layer.parameters().get(i));
            case Operand.Loss() -> new Reference.OfLoss(layer.id());
            case Operand.Temporary temporary ->
                new Reference.OfValue(Objects.requireNonNull(temporaries.get(temporary)));
            case Operand.OutputGradient gradient ->
                new Reference.OfValue(Objects.requireNonNull(bindings.get(gradient)));
            case Operand.InputGradient gradient ->
                new Reference.OfValue(Objects.requireNonNull(bindings.get(gradient)));
            case Operand.Input input -> new Reference.OfValue(bound(layer, input));
            case Operand.Output output -> new Reference.OfValue(bound(layer, output));
            case Operand.Saved saved -> new Reference.OfValue(bound(layer, saved));
        };
    }

    private void bind(Layer layer, Operand operand, Value value) {
        kept.put(new LayerOperand(layer.id(), operand), value);
    }

    private Value bound(Layer layer, Operand operand) {
        return Objects.requireNonNull(
                kept.get(new LayerOperand(layer.id(), operand)), () -> layer.id() + " " + operand);
    }
}
