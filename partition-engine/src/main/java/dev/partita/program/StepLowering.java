package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.Kernel;
import dev.partita.operator.Input;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.plan.Recompute;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.Draft.ValueTransfer;
import dev.partita.program.LoweredModel.LoweredLayer;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns stages into segments over single-assignment values, forward in flow order, backward in the reverse. A value needed on another mesh becomes a transfer, one needed in another layout a conversion;
 * gradients of a value with several readers are added on the reader's side first, those that lie alike before they are
 * converted, so that one message per boundary and direction is enough.
 */
final class StepLowering {
    /** A port as some device has it. */
    private record At(Port port, int device, Layout layout) {}

    private record Loaded(Port port, int stage, Layout layout) {}

    /** A contribution to the gradient of a port. */
    private record Part(Value value, Layout layout) {}

    private final PlacedModel model;
    private final DividedParameters zero;
    private final Map<String, StageDraft> stageOf = new HashMap<>();
    private final Map<String, LayerValues> values = new HashMap<>();
    private final Map<At, Value> converted = new HashMap<>();
    private final Map<At, Value> received = new HashMap<>();
    private final Map<Loaded, Value> loaded = new HashMap<>();
    private final Map<Port, List<Part>> gradients = new HashMap<>();
    private final Map<TensorSpec, Kernel> additions = new HashMap<>();

    final List<StageDraft> stages = new ArrayList<>();
    final List<ValueTransfer> transfers = new ArrayList<>();

    /** Of layers that backward computes again: what it then reads. */
    private final Map<String, LayerValues> again = new HashMap<>();

    StepLowering(PlacedModel model, List<Stage> cut, Recompute recompute, DividedParameters zero) {
        this.model = model;
        this.zero = zero;
        for (Stage stage : cut) {
            StageDraft draft = new StageDraft(stage);
            stages.add(draft);
            stage.layers().forEach(layer -> stageOf.put(layer.id(), draft));
        }
        stages.forEach(draft -> draft.stage.layers().forEach(layer -> forward(draft, model.layer(layer.id()))));
        stages.reversed().forEach(draft -> backward(draft, new Regions(recompute, draft.stage, model::layer)));
    }

    private StageDraft stage(String layerId) {
        return Objects.requireNonNull(stageOf.get(layerId), layerId);
    }

    private LayerValues values(String layerId) {
        return Objects.requireNonNull(values.get(layerId), layerId);
    }

    /** How a layer of some stage lies on its mesh. */
    DividedLayer divided(String layerId) {
        return values(layerId).divided;
    }

    // ---- forward -------------------------------------------------------------------------------------------------

    private void forward(StageDraft draft, LoweredLayer lowered) {
        Layer layer = lowered.layer();
        LayerValues own = new LayerValues(lowered, model.divided(layer.id(), draft.stage.mesh()), zero);
        values.put(layer.id(), own);
        for (int i = 0; i < own.inputs.length; i++) {
            own.inputs[i] = resolve(draft, layer.inputs().get(i), own.divided.input(i));
        }
        own.makeOutputs(draft.forward);
        own.makeTemporaries(draft.forward);
        own.emit(draft.forward, lowered.lowering().forward());
    }

    /** The value of a port on the stage's mesh in a layout: computed there, loaded there, or received. */
    private Value resolve(StageDraft draft, Port port, Layout wanted) {
        Mesh mesh = draft.stage.mesh();
        int device = draft.stage.device();
        if (model.graphLayer(port.layer()).operator() instanceof Input input) {
            return loaded(draft, input, port, wanted);
        }
        LayerValues producer = values(port.layer());
        Value produced = producer.outputs[port.output()];
        Layout layout = producer.divided.output(port.output());
        if (produced.device == device) {
            return convert(draft.forward, mesh, port, port.layer(), produced, layout, wanted);
        }
        Mesh source = producer.divided.mesh();
        TensorSpec whole = model.whole(port);
        Layout leaving = Flows.leaving(layout, source, wanted, mesh, whole);
        Layout arriving = leaving.equals(wanted) && source.axes().equals(mesh.axes()) ? wanted : Flows.arriving(wanted);
        Value arrived = received.get(new At(port, device, arriving));
        if (arrived == null) {
            Value sent = convert(stage(port.layer()).forward, source, port, port.layer(), produced, layout, leaving);
            List<Flow> flows = Flows.between(whole, leaving, source, arriving, mesh);
            TensorSpec local = arriving.local(whole, mesh.axes());
            arrived = transfer(port.layer() + " activation", sent, local, device, flows);
            received.put(new At(port, device, arriving), arrived);
        }
        return convert(draft.forward, mesh, port, port.layer(), arrived, arriving, wanted);
    }

    /** Every rank loads its samples; of other divisions it takes its part afterwards. */
    private Value loaded(StageDraft draft, Input input, Port port, Layout wanted) {
        Mesh mesh = draft.stage.mesh();
        List<Distribution> samples = new ArrayList<>();
        for (Distribution axis : wanted.axes()) {
            samples.add(
                    axis instanceof Distribution.Shard shard && shard.dimension() == 0 ? axis : Distribution.REPLICATE);
        }
        Layout layout = new Layout(samples);
        Value whole = loaded.computeIfAbsent(
                new Loaded(port, draft.stage.index(), layout), key -> load(draft, input, port, layout));
        if (layout.equals(wanted)) {
            return whole;
        }
        return loaded.computeIfAbsent(
                new Loaded(port, draft.stage.index(), wanted),
                key -> converted(draft.forward, mesh, model.whole(port), port.layer(), whole, layout, wanted));
    }

    private Value load(StageDraft draft, Input input, Port port, Layout layout) {
        TensorSpec spec = layout.local(model.whole(port), draft.stage.mesh().axes());
        Value value = new Value(port.layer(), spec, draft.stage.device(), draft.forward);
        draft.forward.add(
                port.layer(),
                input.load(spec.shape().size(0)),
                List.of(new Reference.OfValue(value)),
                layout.splitting(0));
        return value;
    }

    private Value transfer(String name, Value source, TensorSpec spec, int device, List<Flow> flows) {
        Value target = new Value(name, spec, device, null);
        source.sent = true;
        transfers.add(new ValueTransfer(name, source, target, flows));
        return target;
    }

    /** A port's value in another layout, converted once for all that want it so. */
    private Value convert(
            SegmentDraft segment, Mesh mesh, Port port, String name, Value value, Layout from, Layout to) {
        if (from.equals(to)) {
            return value;
        }
        At key = new At(port, value.device, to);
        Value known = converted.get(key);
        if (known == null) {
            known = converted(segment, mesh, model.whole(port), name, value, from, to);
            converted.put(key, known);
        }
        return known;
    }

    private static Value converted(
            SegmentDraft segment, Mesh mesh, TensorSpec whole, String name, Value value, Layout from, Layout to) {
        Value now = value;
        for (Conversions.Step step : Conversions.between(mesh.axes(), whole, from, to)) {
            Value next = new Value(name, step.result(), value.device, segment);
            segment.add(name, step.kernel(), List.of(new Reference.OfValue(now), new Reference.OfValue(next)));
            now = next;
        }
        return now;
    }

    // ---- backward ------------------------------------------------------------------------------------------------

    private void backward(StageDraft draft, Regions regions) {
        for (Layer layer : draft.stage.layers().reversed()) {
            LoweredLayer lowered = model.layer(layer.id());
            if (lowered.trained() && outputGradients(draft, values(layer.id()))) {
                List<Layer> region = regions.of(layer.id());
                if (!region.isEmpty() && !again.containsKey(layer.id())) {
                    new Again(draft, region).run();
                }
                LayerValues read = again.getOrDefault(layer.id(), values(layer.id()));
                read.takeOutputGradients(values(layer.id()));
                backward(draft, read);
            }
        }
        sendGradients(draft);
    }

    /** Computes a region's forward once more, in backward, from what entered it. */
    private final class Again {
        private final StageDraft draft;
        private final List<Layer> region;
        private final Map<At, Value> convertedAgain = new HashMap<>();

        Again(StageDraft draft, List<Layer> region) {
            this.draft = draft;
            this.region = region;
        }

        void run() {
            draft.backward.recomputing = true;
            region.forEach(layer -> again.put(layer.id(), computed(layer)));
            draft.backward.recomputing = false;
        }

        private LayerValues computed(Layer layer) {
            LayerValues before = values(layer.id());
            LayerValues own = before.again();
            for (int i = 0; i < own.inputs.length; i++) {
                own.inputs[i] = input(layer.inputs().get(i), before, i);
            }
            own.makeOutputs(draft.backward);
            own.makeTemporaries(draft.backward);
            own.emit(draft.backward, own.lowered.lowering().forward());
            return own;
        }

        private Value input(Port port, LayerValues before, int index) {
            LayerValues producer = again.get(port.layer());
            if (producer == null || !region.contains(producer.layer())) {
                return before.inputs[index];
            }
            Layout from = producer.divided.output(port.output());
            Layout to = before.divided.input(index);
            Value value = producer.outputs[port.output()];
            return from.equals(to)
                    ? value
                    : convertedAgain.computeIfAbsent(
                            new At(port, value.device, to),
                            key -> converted(
                                    draft.backward,
                                    draft.stage.mesh(),
                                    model.whole(port),
                                    port.layer(),
                                    value,
                                    from,
                                    to));
        }
    }

    /** Adds up what arrived for every output; false if no path leads from any to a loss. */
    private boolean outputGradients(StageDraft draft, LayerValues own) {
        List<@Nullable Value> sums = new ArrayList<>();
        for (int i = 0; i < own.outputs.length; i++) {
            Port port = new Port(own.layer().id(), i);
            Layout wanted = own.divided.output(i).ofGradient();
            sums.add(sum(draft, port, gradients.getOrDefault(port, List.of()), wanted));
        }
        if (!sums.isEmpty() && sums.stream().allMatch(Objects::isNull)) {
            return false;
        }
        for (int i = 0; i < sums.size(); i++) {
            Port port = new Port(own.layer().id(), i);
            Value sum = sums.get(i);
            Value gradient = sum == null ? zero(draft, own, i) : sum;
            Part whole = new Part(gradient, own.divided.output(i).ofGradient());
            gradients.put(port, new ArrayList<>(List.of(whole)));
            own.outputGradients[i] = gradient;
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
        own.makeTemporaries(draft.backward);
        own.emit(draft.backward, lowering.backwardPreparation());
        if (wanted) {
            own.emit(draft.backward, lowering.inputGradient());
        }
        own.emit(draft.backward, lowering.weightGradient());
        for (int i = 0; i < own.inputs.length; i++) {
            Value gradient = own.inputGradients[i];
            if (gradient != null && model.wantsGradient(layer, i)) {
                gradients
                        .computeIfAbsent(layer.inputs().get(i), port -> new ArrayList<>(2))
                        .add(new Part(gradient, own.divided.inputGradient(i)));
            }
        }
    }

    /** The sum of contributions on the stage's mesh, in one layout; null if there is none. */
    private @Nullable Value sum(StageDraft draft, Port port, List<Part> parts, Layout wanted) {
        Map<Layout, Value> alike = new LinkedHashMap<>();
        for (Part part : parts) {
            alike.merge(part.layout(), part.value(), (total, next) -> add(draft, port, total, next));
        }
        Value total = null;
        for (Map.Entry<Layout, Value> group : alike.entrySet()) {
            Value value = converted(
                    draft.backward,
                    draft.stage.mesh(),
                    model.whole(port),
                    port.layer(),
                    group.getValue(),
                    group.getKey(),
                    wanted);
            total = total == null ? value : add(draft, port, total, value);
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

    /** Adds up what this stage has for each value of another mesh and sends the sum there. */
    private void sendGradients(StageDraft draft) {
        Mesh mesh = draft.stage.mesh();
        for (Port port : remoteInputs(draft.stage)) {
            List<Part> all = gradients.getOrDefault(port, new ArrayList<>());
            List<Part> own = all.stream()
                    .filter(part -> part.value().device == draft.stage.device())
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            all.removeAll(own);
            DividedLayer producer = values(port.layer()).divided;
            Layout wanted = producer.output(port.output()).ofGradient();
            TensorSpec whole = model.whole(port);
            Layout leaving = Flows.leaving(own.getFirst().layout(), mesh, wanted, producer.mesh(), whole);
            Layout arriving =
                    leaving.equals(wanted) && mesh.axes().equals(producer.mesh().axes())
                            ? wanted
                            : Flows.arriving(wanted);
            Value total = Objects.requireNonNull(sum(draft, port, own, leaving));
            List<Flow> flows = Flows.between(whole, leaving, mesh, arriving, producer.mesh());
            TensorSpec local = arriving.local(whole, producer.mesh().axes());
            int target = producer.mesh().devices().getFirst();
            all.add(new Part(transfer(port.layer() + " gradient", total, local, target, flows), arriving));
            gradients.put(port, all);
        }
    }

    /** What a stage reads of other meshes and may have a gradient. */
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
}
