package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Parameter;
import dev.partita.kernel.ElementwiseKernel.Accumulate;
import dev.partita.kernel.ElementwiseKernel.Zero;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.UpdateKernel.AdamWUpdate;
import dev.partita.kernel.UpdateKernel.ClipFactor;
import dev.partita.kernel.UpdateKernel.SgdUpdate;
import dev.partita.kernel.UpdateKernel.SquareSum;
import dev.partita.operator.ParameterSpec;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Training;
import dev.partita.program.Draft.DeviceDraft;
import dev.partita.program.Draft.OnceTransfer;
import dev.partita.program.Draft.ParameterDraft;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.StageDraft;
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
    private final Map<String, ParameterSpec> specs = new LinkedHashMap<>();
    private final Map<String, TreeSet<Integer>> holders = new LinkedHashMap<>();

    final TreeMap<Integer, DeviceDraft> devices = new TreeMap<>();
    final List<OnceTransfer> transfers = new ArrayList<>();

    UpdateLowering(ModelGraph graph, List<StageDraft> stages, Training training) {
        this.training = training;
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

    static String weightName(String parameter) {
        return parameter;
    }

    static String gradientName(String parameter) {
        return parameter + " gradient";
    }

    static String lossName(String layer) {
        return layer + " loss";
    }

    private void hold(Layer layer, int device) {
        for (int i = 0; i < layer.parameters().size(); i++) {
            String name = layer.parameters().get(i);
            specs.putIfAbsent(name, layer.operator().parameters().get(i));
            holders.computeIfAbsent(name, key -> new TreeSet<>()).add(device);
        }
    }

    private void losses(StageDraft draft) {
        DeviceDraft device = device(draft.stage.device());
        draft.forward.steps.stream().flatMap(step -> step.operands().stream()).forEach(operand -> {
            if (operand instanceof Reference.OfLoss(String layer)) {
                Reference loss = device.persist(lossName(layer), BufferKind.WORKSPACE, Double.BYTES);
                device.losses.add(lossName(layer));
                device.once(SegmentKind.BEGIN).add(layer, new Zero(1, DataType.FLOAT64), List.of(loss));
            }
        });
    }

    private DeviceDraft device(int device) {
        return Objects.requireNonNull(devices.get(device));
    }

    private void place(Parameter parameter) {
        TreeSet<Integer> sharers = Objects.requireNonNull(holders.get(parameter.name()));
        long elements = parameter.shape().elements();
        long bytes = Math.multiplyExact(elements, (long) TYPE.bytes());
        for (int holder : sharers) {
            DeviceDraft draft = device(holder);
            draft.persist(weightName(parameter.name()), BufferKind.WEIGHTS, bytes);
            Reference gradient = draft.persist(gradientName(parameter.name()), BufferKind.GRADIENTS, bytes);
            List<String> state = new ArrayList<>();
            for (String role : stateRoles()) {
                state.add(parameter.name() + " " + role);
                draft.persist(state.getLast(), BufferKind.OPTIMIZER, bytes);
            }
            draft.once(SegmentKind.BEGIN).add(parameter.name(), new Zero(elements, TYPE), List.of(gradient));
            String reduced = sharers.size() == 1
                    ? gradientName(parameter.name())
                    : reduce(parameter, draft, new ArrayList<>(sharers), bytes);
            draft.parameters.add(new ParameterDraft(
                    parameter,
                    Objects.requireNonNull(specs.get(parameter.name())),
                    reduced,
                    state,
                    holder == sharers.first()));
        }
    }

    private List<String> stateRoles() {
        return switch (training.optimizer()) {
            case Optimizer.Sgd(double momentum, double decay) ->
                momentum == 0 ? List.<String>of() : List.of("momentum");
            case Optimizer.AdamW ignored -> List.of("first moment", "second moment");
        };
    }

    /** Receives every other holder's gradient and adds all in device order; returns the buffer that holds the sum. */
    private String reduce(Parameter parameter, DeviceDraft draft, List<Integer> sharers, long bytes) {
        String own = gradientName(parameter.name());
        List<String> inOrder = new ArrayList<>();
        for (int sharer : sharers) {
            if (sharer == draft.device) {
                inOrder.add(own);
                continue;
            }
            String staging = own + " from gpu:" + sharer;
            draft.persist(staging, BufferKind.COMMUNICATION, bytes);
            transfers.add(new OnceTransfer(
                    own, sharer, own, draft.device, staging, bytes, SegmentKind.BACKWARD, SegmentKind.REDUCE));
            inOrder.add(staging);
        }
        String total = inOrder.getFirst();
        for (String part : inOrder.subList(1, inOrder.size())) {
            draft.once(SegmentKind.REDUCE)
                    .add(
                            parameter.name(),
                            new Accumulate(parameter.shape().elements(), TYPE),
                            List.of(new Reference.OfPersistent(part), new Reference.OfPersistent(total)));
        }
        return total;
    }

    /** Every device sums the squares of the gradients it owns; the first device adds the sums in device order. */
    private void clip() {
        int root = devices.firstKey();
        for (DeviceDraft draft : devices.values()) {
            Reference sum = draft.persist("square sum", BufferKind.WORKSPACE, Double.BYTES);
            draft.once(SegmentKind.BEGIN).add("clip", new Zero(1, DataType.FLOAT64), List.of(sum));
            for (ParameterDraft parameter : draft.parameters) {
                if (parameter.owner()) {
                    draft.once(SegmentKind.NORM)
                            .add(
                                    parameter.parameter().name(),
                                    new SquareSum(parameter.parameter().shape().elements(), TYPE),
                                    List.of(new Reference.OfPersistent(parameter.gradient()), sum));
                }
            }
            draft.once(SegmentKind.NORM);
            if (draft.device != root) {
                gatherNorm(root, draft);
            }
        }
        device(root).once(SegmentKind.TOTAL);
    }

    private void gatherNorm(int root, DeviceDraft draft) {
        String staging = "square sum from gpu:" + draft.device;
        Reference arrived = device(root).persist(staging, BufferKind.COMMUNICATION, Double.BYTES);
        transfers.add(new OnceTransfer(
                "square sum",
                draft.device,
                "square sum",
                root,
                staging,
                Double.BYTES,
                SegmentKind.NORM,
                SegmentKind.TOTAL));
        device(root)
                .once(SegmentKind.TOTAL)
                .add(
                        "clip",
                        new Accumulate(1, DataType.FLOAT64),
                        List.of(arrived, new Reference.OfPersistent("square sum")));
        String total = "total square sum";
        draft.persist(total, BufferKind.COMMUNICATION, Double.BYTES);
        transfers.add(new OnceTransfer(
                total, root, "square sum", draft.device, total, Double.BYTES, SegmentKind.TOTAL, SegmentKind.UPDATE));
    }

    private void update(DeviceDraft draft) {
        Draft.SegmentDraft segment = draft.once(SegmentKind.UPDATE);
        List<Reference> factor = new ArrayList<>();
        if (training.clips()) {
            String total = draft.device == devices.firstKey() ? "square sum" : "total square sum";
            factor.add(draft.persist("clip factor", BufferKind.WORKSPACE, Float.BYTES));
            segment.add(
                    "clip",
                    new ClipFactor(training.clipNorm()),
                    List.of(new Reference.OfPersistent(total), factor.getFirst()));
        }
        for (ParameterDraft parameter : draft.parameters) {
            List<Reference> operands = new ArrayList<>();
            operands.add(new Reference.OfWeight(parameter.parameter().name()));
            operands.add(new Reference.OfPersistent(parameter.gradient()));
            parameter.state().forEach(state -> operands.add(new Reference.OfPersistent(state)));
            operands.addAll(factor);
            segment.add(
                    parameter.parameter().name(),
                    kernel(parameter.parameter().shape().elements()),
                    operands);
        }
    }

    private Kernel kernel(long elements) {
        return switch (training.optimizer()) {
            case Optimizer.Sgd(double momentum, double decay) ->
                new SgdUpdate(elements, momentum, decay, training.clips(), TYPE);
            case Optimizer.AdamW(double beta1, double beta2, double epsilon, double decay) ->
                new AdamWUpdate(elements, beta1, beta2, epsilon, decay, training.clips(), TYPE);
        };
    }
}
