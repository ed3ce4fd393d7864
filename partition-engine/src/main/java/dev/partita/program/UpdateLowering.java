package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Parameter;
import dev.partita.kernel.ElementwiseKernel.Accumulate;
import dev.partita.kernel.Kernel;
import dev.partita.operator.ParameterSpec;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Training;
import dev.partita.program.Draft.DeviceDraft;
import dev.partita.program.Draft.OnceTransfer;
import dev.partita.program.Draft.ParameterDraft;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.StateDraft;
import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What happens once per step: sums are zeroed; the gradients of parameters that several devices hold are exchanged and
 * added in device order, so that every holder gets the same bits; the global gradient norm is gathered on the first
 * device and sent back; the optimizer runs.
 */
final class UpdateLowering {
    private static final DataType TYPE = DataType.FLOAT32;

    private final Training training;
    private final List<String> stateRoles;
    private final UpdateKernels kernels;
    private final Map<String, ParameterSpec> specs = new LinkedHashMap<>();
    private final Map<String, TreeSet<Integer>> holders = new LinkedHashMap<>();

    final TreeMap<Integer, DeviceDraft> devices = new TreeMap<>();
    final List<OnceTransfer> transfers = new ArrayList<>();

    UpdateLowering(ModelGraph graph, List<StageDraft> stages, Training training) {
        this.training = training;
        this.stateRoles = stateRoles(training.optimizer());
        this.kernels = new UpdateKernels(training);
        for (StageDraft draft : stages) {
            devices.computeIfAbsent(draft.stage.device(), DeviceDraft::new);
            draft.stage.layers().forEach(layer -> hold(layer, draft.stage.device()));
            losses(draft);
        }
        for (Parameter parameter : graph.parameters()) {
            if (holders.containsKey(parameter.name())) {
                place(parameter);
            }
        }
        if (training.clips()) {
            clip();
        }
        devices.values().forEach(this::update);
    }

    private void hold(Layer layer, int device) {
        for (int i = 0; i < layer.parameters().size(); i++) {
            String name = layer.parameters().get(i);
            specs.putIfAbsent(name, layer.operator().parameters().get(i));
            holders.computeIfAbsent(name, key -> new TreeSet<>()).add(device);
        }
        keepStates(layer, device(device));
    }

    /** Written by forward alone, so nothing happens with it at the end of a step. */
    private static void keepStates(Layer layer, DeviceDraft draft) {
        List<ParameterSpec> states = layer.operator().states();
        for (int i = 0; i < states.size(); i++) {
            ParameterSpec spec = states.get(i);
            Parameter tensor = new Parameter(layer.state(i), spec.shape(), spec.initialization());
            long bytes = Math.multiplyExact(spec.shape().elements(), (long) TYPE.bytes());
            draft.states.add(new StateDraft(tensor, spec, draft.persist(tensor.name(), BufferKind.WEIGHTS, bytes)));
        }
    }

    private void losses(StageDraft draft) {
        DeviceDraft device = device(draft.stage.device());
        for (Draft.StepDraft step : draft.forward.steps) {
            for (Reference operand : step.operands()) {
                if (operand instanceof Reference.OfLoss(String layer)) {
                    device.persist(operand, layer + " loss", BufferKind.WORKSPACE, Double.BYTES);
                    device.losses.add(operand);
                    device.once(SegmentKind.BEGIN).add(layer, kernels.zeroScalar, List.of(operand));
                }
            }
        }
    }

    private DeviceDraft device(int device) {
        return Objects.requireNonNull(devices.get(device));
    }

    private void place(Parameter parameter) {
        TreeSet<Integer> sharers = Objects.requireNonNull(holders.get(parameter.name()));
        String name = parameter.name();
        long elements = parameter.shape().elements();
        long bytes = Math.multiplyExact(elements, (long) TYPE.bytes());
        for (int holder : sharers) {
            DeviceDraft draft = device(holder);
            draft.persist(new Reference.OfWeight(name), name, BufferKind.WEIGHTS, bytes);
            Reference gradient =
                    draft.persist(new Reference.OfGradient(name), gradientName(name), BufferKind.GRADIENTS, bytes);
            List<Reference> state = new ArrayList<>();
            for (String role : stateRoles) {
                state.add(draft.persist(name + " " + role, BufferKind.OPTIMIZER, bytes));
            }
            draft.once(SegmentKind.BEGIN).add(name, kernels.zero(elements), List.of(gradient));
            Reference reduced = sharers.size() == 1 ? gradient : reduce(parameter, draft, sharers, bytes);
            draft.parameters.add(new ParameterDraft(
                    parameter, Objects.requireNonNull(specs.get(name)), reduced, state, holder == sharers.first()));
        }
    }

    private static String gradientName(String parameter) {
        return parameter + " gradient";
    }

    private static List<String> stateRoles(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd(double momentum, double decay) ->
                momentum == 0 ? List.<String>of() : List.of("momentum");
            case Optimizer.AdamW ignored -> List.of("first moment", "second moment");
        };
    }

    /** Receives every other holder's gradient and adds all in device order; returns the buffer that holds the sum. */
    private Reference reduce(Parameter parameter, DeviceDraft draft, TreeSet<Integer> sharers, long bytes) {
        String name = gradientName(parameter.name());
        Reference own = new Reference.OfGradient(parameter.name());
        List<Reference> inOrder = new ArrayList<>();
        for (int sharer : sharers) {
            if (sharer == draft.device) {
                inOrder.add(own);
                continue;
            }
            Reference staging = draft.persist(name + " from gpu:" + sharer, BufferKind.COMMUNICATION, bytes);
            transfers.add(new OnceTransfer(
                    name, sharer, own, draft.device, staging, bytes, SegmentKind.BACKWARD, SegmentKind.REDUCE));
            inOrder.add(staging);
        }
        Reference total = inOrder.getFirst();
        for (Reference part : inOrder.subList(1, inOrder.size())) {
            draft.once(SegmentKind.REDUCE)
                    .add(parameter.name(), new Accumulate(parameter.shape().elements(), TYPE), List.of(part, total));
        }
        return total;
    }

    /** Every device sums the squares of the gradients it owns; the first device adds the sums in device order. */
    private void clip() {
        int root = devices.firstKey();
        for (DeviceDraft draft : devices.values()) {
            Reference sum = draft.persist("square sum", BufferKind.WORKSPACE, Double.BYTES);
            draft.once(SegmentKind.BEGIN).add("clip", kernels.zeroScalar, List.of(sum));
            SegmentDraft norm = draft.once(SegmentKind.NORM);
            for (ParameterDraft parameter : draft.parameters) {
                if (parameter.owner()) {
                    Kernel squareSum =
                            kernels.squareSum(parameter.parameter().shape().elements());
                    norm.add(parameter.parameter().name(), squareSum, List.of(parameter.gradient(), sum));
                }
            }
            if (draft.device != root) {
                gatherNorm(root, draft, sum);
            }
        }
        device(root).once(SegmentKind.TOTAL);
    }

    private void gatherNorm(int root, DeviceDraft draft, Reference sum) {
        Reference arrived =
                device(root).persist("square sum from gpu:" + draft.device, BufferKind.COMMUNICATION, Double.BYTES);
        transfers.add(new OnceTransfer(
                "square sum", draft.device, sum, root, arrived, Double.BYTES, SegmentKind.NORM, SegmentKind.TOTAL));
        // The buffer is called the same on every device.
        device(root).once(SegmentKind.TOTAL).add("clip", kernels.addScalar, List.of(arrived, sum));
        Reference total = draft.persist("total square sum", BufferKind.COMMUNICATION, Double.BYTES);
        transfers.add(new OnceTransfer(
                "total square sum",
                root,
                sum,
                draft.device,
                total,
                Double.BYTES,
                SegmentKind.TOTAL,
                SegmentKind.UPDATE));
    }

    private void update(DeviceDraft draft) {
        SegmentDraft segment = draft.once(SegmentKind.UPDATE);
        List<Reference> factor = new ArrayList<>();
        if (training.clips()) {
            String total = draft.device == devices.firstKey() ? "square sum" : "total square sum";
            factor.add(draft.persist("clip factor", BufferKind.WORKSPACE, Float.BYTES));
            segment.add("clip", kernels.clipFactor, List.of(new Reference.OfPersistent(total), factor.getFirst()));
        }
        for (ParameterDraft parameter : draft.parameters) {
            List<Reference> operands = new ArrayList<>();
            operands.add(new Reference.OfWeight(parameter.parameter().name()));
            operands.add(parameter.gradient());
            operands.addAll(parameter.state());
            operands.addAll(factor);
            segment.add(
                    parameter.parameter().name(),
                    kernels.update(parameter.parameter().shape().elements()),
                    List.copyOf(operands));
        }
    }
}
