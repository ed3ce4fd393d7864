package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.graph.Port;
import dev.partita.operator.Input;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns stages into segments over single-assignment values: forward in flow order here, backward in the reverse by
 * {@link BackwardLowering}. A value needed on another mesh becomes a transfer, one needed in another layout a conversion.
 */
final class StepLowering {
    /** A port as some device has it. */
    record At(Port port, int device, Layout layout) {}

    private record Loaded(Port port, int stage, Layout layout) {}

    final PlacedModel model;
    private final DividedParameters zero;
    private final Map<String, StageDraft> stageOf = new HashMap<>();
    private final Map<String, LayerValues> values = new HashMap<>();
    private final Map<At, Value> converted = new HashMap<>();
    private final Map<At, Value> received = new HashMap<>();
    private final Map<Loaded, Value> loaded = new HashMap<>();

    final List<StageDraft> stages = new ArrayList<>();
    final List<ValueTransfer> transfers = new ArrayList<>();

    StepLowering(
            PlacedModel model, List<Stage> cut, Recompute recompute, DividedParameters zero, boolean splitsBackward) {
        this.model = model;
        this.zero = zero;
        for (Stage stage : cut) {
            StageDraft draft = new StageDraft(stage, splitsBackward);
            stages.add(draft);
            stage.layers().forEach(layer -> stageOf.put(layer.id(), draft));
        }
        stages.forEach(draft -> draft.stage.layers().forEach(layer -> forward(draft, model.layer(layer.id()))));
        BackwardLowering backward = new BackwardLowering(this);
        stages.reversed().forEach(draft -> backward.lower(draft, new Regions(recompute, draft.stage, model::layer)));
    }

    StageDraft stage(String layerId) {
        return Objects.requireNonNull(stageOf.get(layerId), layerId);
    }

    LayerValues values(String layerId) {
        return Objects.requireNonNull(values.get(layerId), layerId);
    }

    /** How a layer of some stage lies on its mesh. */
    DividedLayer divided(String layerId) {
        return values(layerId).divided;
    }

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
        Flows.Way way = Flows.way(whole, layout, source, wanted, mesh);
        At there = new At(port, device, way.arriving());
        Value arrived = received.get(there);
        if (arrived == null) {
            Value sent =
                    convert(stage(port.layer()).forward, source, port, port.layer(), produced, layout, way.leaving());
            arrived = transfer(port.layer() + " activation", sent, way);
            received.put(there, arrived);
        }
        return convert(draft.forward, mesh, port, port.layer(), arrived, way.arriving(), wanted);
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
                MixedPrecision.load(input, spec),
                List.of(new Reference.OfValue(value)),
                layout.splitting(0));
        return value;
    }

    Value transfer(String name, Value source, Flows.Way way) {
        Value target = new Value(name, way.received(), way.to().devices().getFirst(), null);
        source.sent = true;
        transfers.add(new ValueTransfer(name, source, target, way.flows()));
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

    /** A value in another layout, by the steps of a conversion. */
    static Value converted(
            SegmentDraft segment, Mesh mesh, TensorSpec whole, String name, Value value, Layout from, Layout to) {
        Value now = value;
        for (Conversions.Step step : Conversions.between(mesh.axes(), whole, from, to)) {
            Value next = new Value(name, step.result(), value.device, segment);
            segment.add(name, step.kernel(), List.of(new Reference.OfValue(now), new Reference.OfValue(next)));
            now = next;
        }
        return now;
    }
}
