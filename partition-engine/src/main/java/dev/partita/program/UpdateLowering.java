package dev.partita.program;

import dev.partita.deduction.DividedLayer;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Parameter;
import dev.partita.kernel.CollectiveKernel.AllReduceAll;
import dev.partita.kernel.ElementwiseKernel.Accumulate;
import dev.partita.kernel.Kernel;
import dev.partita.operator.ParameterSpec;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Training;
import dev.partita.program.Draft.DeviceDraft;
import dev.partita.program.Draft.LossDraft;
import dev.partita.program.Draft.OnceTransfer;
import dev.partita.program.Draft.ParameterDraft;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StageDraft;
import dev.partita.program.Draft.StateDraft;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.FlatSplit;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What happens once per step: sums are zeroed; the gradients of parameters that several meshes hold are exchanged and
 * added in device order, so that every holder gets the same bits; gradients whose ranks saw different samples are summed
 * over the mesh; the global gradient norm is gathered on the first mesh and sent back; the optimizer runs. A frozen parameter only lies there.
 */
final class UpdateLowering {
    private static final DataType TYPE = DataType.FLOAT32;

    static final String CLIP_FACTOR = "clip factor";

    /** How a mesh holds a parameter and its gradient. */
    private record Held(ParameterSpec spec, Layout layout, Layout gradient) {}

    private final Training training;
    private final DividedParameters divided;
    private final FrozenLayers frozen;
    private final List<String> stateRoles;
    private final UpdateKernels kernels;
    private final Map<String, TreeMap<Integer, Held>> holders = new LinkedHashMap<>();

    final TreeMap<Integer, DeviceDraft> devices = new TreeMap<>();
    final List<OnceTransfer> transfers = new ArrayList<>();
    /** Parameters that meshes hold differently, so that their gradients cannot be added. */
    final List<Obstacle> obstacles = new ArrayList<>();

    UpdateLowering(ModelGraph graph, StepLowering step, Training training, DividedParameters divided) {
        this.training = training;
        this.divided = divided;
        this.frozen = step.model.frozen();
        this.stateRoles = stateRoles(training.optimizer());
        this.kernels = new UpdateKernels(training);
        for (StageDraft draft : step.stages) {
            devices.computeIfAbsent(draft.stage.device(), device -> new DeviceDraft(draft.stage.mesh()));
            draft.stage.layers().forEach(layer -> hold(layer, draft.stage.device(), step.divided(layer.id())));
            losses(draft, step);
        }
        for (Parameter parameter : graph.parameters()) {
            if (holders.containsKey(parameter.name())) {
                place(parameter);
            }
        }
        devices.values().forEach(draft -> {
            sumOverRanks(draft);
            zeroUpdate(draft).reduce();
            if (training.precision().mixed()) {
                zeroUpdate(draft).refresh(kernels::cast);
            }
        });
        if (training.takesNorm()) {
            clip();
        }
        devices.values().forEach(this::update);
    }

    private ZeroUpdate zeroUpdate(DeviceDraft draft) {
        return new ZeroUpdate(draft, divided.zero, training.precision());
    }

    private void hold(Layer layer, int device, DividedLayer divided) {
        for (int i = 0; i < layer.parameters().size(); i++) {
            Held held =
                    new Held(divided.local().parameters().get(i), divided.parameter(i), divided.parameterGradient(i));
            Map<Integer, Held> all = holders.computeIfAbsent(layer.parameters().get(i), name -> new TreeMap<>());
            all.putIfAbsent(device, held);
            if (!all.entrySet().stream().allMatch(other -> alike(device, held, other.getKey(), other.getValue()))) {
                obstacles.add(new Obstacle.SharedUnlike(layer.parameters().get(i), layer.id()));
            }
        }
        keepStates(layer, divided, device(device));
    }

    /** Whether two meshes' gradients of a parameter can be added, rank by rank where ranks have summands. */
    private boolean alike(int device, Held held, int otherDevice, Held other) {
        return other.layout().equals(held.layout())
                && other.gradient().equals(held.gradient())
                && (!held.gradient().partial() || sizes(device(device)).equals(sizes(device(otherDevice))));
    }

    private static List<Integer> sizes(DeviceDraft draft) {
        return draft.mesh.axes().stream().map(Axis::size).toList();
    }

    /** Written by forward alone, so nothing happens with it at the end of a step. */
    private static void keepStates(Layer layer, DividedLayer divided, DeviceDraft draft) {
        List<ParameterSpec> states = divided.local().states();
        for (int i = 0; i < states.size(); i++) {
            ParameterSpec spec = states.get(i);
            Shape whole = layer.operator().states().get(i).shape();
            Parameter tensor = new Parameter(layer.state(i), whole, spec.initialization());
            long bytes = Math.multiplyExact(spec.shape().elements(), (long) TYPE.bytes());
            Reference buffer = draft.persist(tensor.name(), BufferKind.WEIGHTS, bytes);
            draft.states.add(new StateDraft(tensor, spec, divided.state(i), buffer));
        }
    }

    private void losses(StageDraft draft, StepLowering step) {
        DeviceDraft device = device(draft.stage.device());
        for (Draft.StepDraft call : draft.forward.steps) {
            for (Reference operand : call.operands()) {
                if (operand instanceof Reference.OfLoss(String layer)) {
                    device.persist(operand, layer + " loss", BufferKind.WORKSPACE, Double.BYTES);
                    device.losses.add(new LossDraft(operand, step.divided(layer).copies()));
                    device.once(SegmentKind.BEGIN).add(layer, kernels.zeroScalar, List.of(operand));
                }
            }
        }
    }

    private DeviceDraft device(int device) {
        return Objects.requireNonNull(devices.get(device));
    }

    private void place(Parameter parameter) {
        TreeMap<Integer, Held> sharers = Objects.requireNonNull(holders.get(parameter.name()));
        String name = parameter.name();
        sharers.forEach((holder, held) -> {
            FlatSplit split = divided.split(holder, name);
            long weights = divided.zero.dividesWeights() ? split.partElements() : split.elements();
            DeviceDraft draft = device(holder);
            Reference weight = new Reference.OfWeight(name);
            draft.persist(weight, name, BufferKind.WEIGHTS, Math.multiplyExact(weights, (long)
                    training.precision().type().bytes()));
            // Files hold masters; that of a frozen parameter is no work of the optimizer's.
            boolean trained = !frozen.keeps(name);
            BufferKind masterKind = trained ? BufferKind.OPTIMIZER : BufferKind.WEIGHTS;
            Reference master = training.precision().mixed()
                    ? draft.persist(name + " master", masterKind, bytes(split.partElements()))
                    : weight;
            List<Reference> state = new ArrayList<>();
            for (String role : trained ? stateRoles : List.<String>of()) {
                state.add(draft.persist(name + " " + role, BufferKind.OPTIMIZER, bytes(split.partElements())));
            }
            draft.parameters.add(new ParameterDraft(
                    parameter,
                    held.spec(),
                    held.layout(),
                    split,
                    master,
                    trained ? sum(parameter, draft, split, sharers) : null,
                    state,
                    holder.equals(sharers.firstKey())));
        });
    }

    /** Makes room for a gradient and adds those of other holders to it; returns the buffer that holds the sum. */
    private Reference sum(Parameter parameter, DeviceDraft draft, FlatSplit split, TreeMap<Integer, Held> sharers) {
        String name = parameter.name();
        long elements = gradientElements(split);
        Reference gradient = draft.persist(
                new Reference.OfGradient(name), gradientName(name), BufferKind.GRADIENTS, bytes(elements));
        draft.once(SegmentKind.BEGIN).add(name, kernels.zero(elements), List.of(gradient));
        return sharers.size() == 1 ? gradient : reduce(parameter, draft, elements, new TreeSet<>(sharers.keySet()));
    }

    /** Of the buffer: a divided gradient that is summed whole leaves its range and zeros. */
    private long gradientElements(FlatSplit split) {
        return divided.zero.dividesGradients() ? split.partElements() : split.elements();
    }

    private static long bytes(long elements) {
        return Math.multiplyExact(elements, (long) TYPE.bytes());
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
    private Reference reduce(Parameter parameter, DeviceDraft draft, long elements, TreeSet<Integer> sharers) {
        String name = gradientName(parameter.name());
        TensorSpec local = new TensorSpec(Shape.of(elements), TYPE);
        Reference own = new Reference.OfGradient(parameter.name());
        List<Reference> inOrder = new ArrayList<>();
        for (int sharer : sharers) {
            if (sharer == draft.device) {
                inOrder.add(own);
                continue;
            }
            Reference staging = draft.persist(name + " from gpu:" + sharer, BufferKind.COMMUNICATION, local.bytes());
            transfers.add(new OnceTransfer(
                    name,
                    sharer,
                    own,
                    draft.device,
                    staging,
                    alike(local, device(sharer).mesh, draft.mesh),
                    SegmentKind.BACKWARD,
                    SegmentKind.REDUCE));
            inOrder.add(staging);
        }
        Reference total = inOrder.getFirst();
        for (Reference part : inOrder.subList(1, inOrder.size())) {
            draft.once(SegmentKind.REDUCE).add(parameter.name(), new Accumulate(elements, TYPE), List.of(part, total));
        }
        return total;
    }

    /** Rank by rank, what each of two meshes of one shape holds alike. */
    private static List<Flow> alike(TensorSpec local, Mesh from, Mesh to) {
        Layout copies = Layout.replicated(from.axes().size());
        return from.axes().equals(to.axes())
                ? Flows.between(local, copies, from, copies, to)
                : Flows.between(local, copies, from, Layout.replicated(to.axes().size()), to);
    }

    /** Sums the gradients whose ranks saw different samples: all of one axis in one message. */
    private void sumOverRanks(DeviceDraft draft) {
        for (int axis = 0; axis < draft.mesh.axes().size(); axis++) {
            List<Long> elements = new ArrayList<>();
            List<Reference> gradients = new ArrayList<>();
            for (ParameterDraft parameter : draft.trained()) {
                Held held = held(parameter, draft.device);
                if (held.gradient().axis(axis) instanceof Distribution.Partial
                        && !parameter.split().divides()) {
                    elements.add(held.spec().shape().elements());
                    gradients.add(parameter.gradient());
                }
            }
            if (!gradients.isEmpty()) {
                int ranks = draft.mesh.axes().get(axis).size();
                draft.once(SegmentKind.REDUCE)
                        .add("gradients", new AllReduceAll(axis, ranks, elements, TYPE), gradients);
            }
        }
    }

    private Held held(ParameterDraft parameter, int device) {
        return Objects.requireNonNull(
                Objects.requireNonNull(holders.get(parameter.parameter().name()))
                        .get(device));
    }

    /**
     * Every rank sums the squares of its gradients, each by how many ranks hold the same; the ranks of a mesh add up
     * theirs, and the first mesh those of all in device order.
     */
    private void clip() {
        int root = devices.firstKey();
        for (DeviceDraft draft : devices.values()) {
            Reference sum = draft.persist("square sum", BufferKind.WORKSPACE, Double.BYTES);
            draft.once(SegmentKind.BEGIN).add("clip", kernels.zeroScalar, List.of(sum));
            SegmentDraft norm = draft.once(SegmentKind.NORM);
            for (ParameterDraft parameter : draft.trained()) {
                if (parameter.owner()) {
                    FlatSplit split = parameter.split();
                    Kernel squareSum = kernels.squareSum(
                            gradientElements(split), parameter.layout().copies(draft.mesh.axes()) / split.parts());
                    norm.add(parameter.parameter().name(), squareSum, List.of(parameter.gradient(), sum));
                }
            }
            for (int axis = 0; axis < draft.mesh.axes().size(); axis++) {
                int ranks = draft.mesh.axes().get(axis).size();
                norm.add("clip", new AllReduceAll(axis, ranks, List.of(1L), DataType.FLOAT64), List.of(sum));
            }
            if (draft.device != root) {
                gatherNorm(root, draft, sum);
            }
        }
        device(root).once(SegmentKind.TOTAL);
    }

    private void gatherNorm(int root, DeviceDraft draft, Reference sum) {
        TensorSpec scalar = new TensorSpec(Shape.of(1), DataType.FLOAT64);
        Mesh first = device(root).mesh;
        Reference arrived =
                device(root).persist("square sum from gpu:" + draft.device, BufferKind.COMMUNICATION, Double.BYTES);
        transfers.add(new OnceTransfer(
                "square sum",
                draft.device,
                sum,
                root,
                arrived,
                alike(scalar, draft.mesh, first),
                SegmentKind.NORM,
                SegmentKind.TOTAL));
        // The buffer is called the same on every device.
        device(root).once(SegmentKind.TOTAL).add("clip", kernels.addScalar, List.of(arrived, sum));
        Reference total = draft.persist("total square sum", BufferKind.COMMUNICATION, Double.BYTES);
        transfers.add(new OnceTransfer(
                "total square sum",
                root,
                sum,
                draft.device,
                total,
                alike(scalar, first, draft.mesh),
                SegmentKind.TOTAL,
                SegmentKind.UPDATE));
    }

    private void update(DeviceDraft draft) {
        SegmentDraft segment = draft.once(SegmentKind.UPDATE);
        List<Reference> factor = new ArrayList<>();
        if (training.takesNorm()) {
            String total = draft.device == devices.firstKey() ? "square sum" : "total square sum";
            factor.add(draft.persist(CLIP_FACTOR, BufferKind.WORKSPACE, Float.BYTES));
            segment.add("clip", kernels.clipFactor, List.of(new Reference.OfPersistent(total), factor.getFirst()));
        }
        zeroUpdate(draft).update((parameter, master) -> {
            List<Reference> operands = new ArrayList<>(List.of(master, parameter.gradient()));
            operands.addAll(parameter.state());
            operands.addAll(factor);
            segment.add(
                    parameter.parameter().name(),
                    kernels.update(parameter.split().partElements()),
                    List.copyOf(operands));
        });
    }
}
