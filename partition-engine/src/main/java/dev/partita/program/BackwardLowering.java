package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.Kernel;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.LoweredModel.LoweredLayer;
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
 * The backward of every stage, last stage first. Gradients of a value with several readers are added on the reader's side
 * first, those that lie alike before they are converted, so that one message per boundary and direction is enough. Where
 * the schedule wants it, gradients of weights go to a segment of their own: what they read is then kept until that ran.
 */
final class BackwardLowering {
    /** A contribution to the gradient of a port. */
    private record Part(Value value, Layout layout) {}

    private final StepLowering forward;
    private final PlacedModel model;
    private final Map<Port, List<Part>> gradients = new HashMap<>();
    private final Map<TensorSpec, Kernel> additions = new HashMap<>();
    /** Of layers that backward computes again: what it then reads. */
    private final Map<String, LayerValues> again = new HashMap<>();

    BackwardLowering(StepLowering forward) {
        this.forward = forward;
        this.model = forward.model;
    }

    /** Adds a stage's backward; the stages that read from it come first. */
    void lower(StageDraft draft, Regions regions) {
        for (Layer layer : draft.stage.layers().reversed()) {
            LoweredLayer lowered = model.layer(layer.id());
            if (lowered.trained() && outputGradients(draft, forward.values(layer.id()))) {
                List<Layer> region = regions.of(layer.id());
                if (!region.isEmpty() && !again.containsKey(layer.id())) {
                    new Again(draft, region).run();
                }
                LayerValues read = again.getOrDefault(layer.id(), forward.values(layer.id()));
                read.takeOutputGradients(forward.values(layer.id()));
                backward(draft, read);
            }
        }
        sendGradients(draft);
    }

    /** Computes a region's forward once more, in backward, from what entered it. */
    private final class Again {
        private final StageDraft draft;
        private final List<Layer> region;
        private final Map<StepLowering.At, Value> convertedAgain = new HashMap<>();

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
            LayerValues before = forward.values(layer.id());
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
                            new StepLowering.At(port, value.device, to),
                            key -> StepLowering.converted(
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
            gradients.put(
                    port,
                    new ArrayList<>(
                            List.of(new Part(gradient, own.divided.output(i).ofGradient()))));
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
        if (draft.splitsBackward()) {
            own.makeOwnTemporaries(draft.weightGradient, lowering.weightGradient());
        }
        own.emit(draft.weightGradient, lowering.weightGradient());
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
            Value value = StepLowering.converted(
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
            DividedLayer producer = forward.values(port.layer()).divided;
            Layout wanted = producer.output(port.output()).ofGradient();
            Flows.Way way = Flows.way(model.whole(port), own.getFirst().layout(), mesh, wanted, producer.mesh());
            Value total = Objects.requireNonNull(sum(draft, port, own, way.leaving()));
            all.add(new Part(forward.transfer(port.layer() + " gradient", total, way), way.arriving()));
            gradients.put(port, all);
        }
    }

    /** What a stage reads of other meshes and may have a gradient. */
    private Set<Port> remoteInputs(Stage stage) {
        Set<Port> remote = new LinkedHashSet<>();
        for (Layer layer : stage.layers()) {
            for (Port port : layer.inputs()) {
                if (model.layer(port.layer()).trained()
                        && forward.stage(port.layer()).stage.device() != stage.device()) {
                    remote.add(port);
                }
            }
        }
        return remote;
    }
}
