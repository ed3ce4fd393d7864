package dev.partita.program;

import dev.partita.graph.Parameter;
import dev.partita.kernel.Kernel;
import dev.partita.operator.ParameterSpec;
import dev.partita.sharding.FlatSplit;
import dev.partita.sharding.Layout;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the passes of the compiler hand on before buffers have places: values, references and steps. */
final class Draft {
    private Draft() {}

    /** A tensor that exists once per microbatch on one device: written once, read by any number of segments. */
    static final class Value {
        final String name;
        final TensorSpec spec;
        final long bytes;
        final int device;
        /** The segment that computes it; null if it is received. */
        final @Nullable SegmentDraft writer;

        /** The segments that touch it, in order of emission. */
        final List<SegmentDraft> users = new ArrayList<>(2);
        /** The steps between which a {@link #scratch()} value lives, in the one segment that touches it. */
        int firstStep;

        int lastStep;
        boolean sent;
        /** Its number among the buffers of its device; the memory planner sets it. */
        int buffer = -1;

        Value(String name, TensorSpec spec, int device, @Nullable SegmentDraft writer) {
            this.name = name;
            this.spec = spec;
            this.bytes = spec.bytes();
            this.device = device;
            this.writer = writer;
        }

        boolean crossesLink() {
            return sent || writer == null;
        }

        boolean usedIn(SegmentKind kind) {
            for (SegmentDraft user : users) {
                if (user.kind == kind) {
                    return true;
                }
            }
            return false;
        }

        /** True if one segment alone ever touches it, so that its range can be shared within that segment. */
        boolean scratch() {
            return !crossesLink() && (users.isEmpty() || (users.size() == 1 && users.getFirst() == writer));
        }

        /** Notes that a step of a segment touches it; true the first time this segment does. */
        private boolean touch(SegmentDraft segment, int step) {
            lastStep = step;
            if (users.contains(segment)) {
                return false;
            }
            firstStep = step;
            return users.add(segment);
        }
    }

    /** What a step touches. */
    sealed interface Reference {
        record OfValue(Value value) implements Reference {}

        record OfWeight(String parameter) implements Reference {}

        record OfGradient(String parameter) implements Reference {}

        record OfLoss(String layer) implements Reference {}

        /** Any other buffer that exists once per device and step, by name. */
        record OfPersistent(String name) implements Reference {}
    }

    /**
     * @param sampleAxes the mesh axes whose ranks see different samples
     * @param recomputed true if forward has computed the same
     */
    record StepDraft(
            String layer, Kernel kernel, List<Reference> operands, List<Integer> sampleAxes, boolean recomputed) {}

    static final class SegmentDraft {
        final int device;
        final int stage;
        final SegmentKind kind;
        final List<StepDraft> steps = new ArrayList<>();
        /** What the steps touch, in order of first touch. */
        final List<Value> values = new ArrayList<>();
        /** While what is added has been computed before. */
        boolean recomputing;

        SegmentDraft(int device, int stage, SegmentKind kind) {
            this.device = device;
            this.stage = stage;
            this.kind = kind;
        }

        void add(String layer, Kernel kernel, List<Reference> operands) {
            add(layer, kernel, operands, List.of());
        }

        void add(String layer, Kernel kernel, List<Reference> operands, List<Integer> sampleAxes) {
            for (Reference operand : operands) {
                if (operand instanceof Reference.OfValue(Value value) && value.touch(this, steps.size())) {
                    values.add(value);
                }
            }
            steps.add(new StepDraft(layer, kernel, operands, sampleAxes, recomputing));
        }
    }

    /** A message of one value to another mesh, once per microbatch. */
    record ValueTransfer(String name, Value source, Value target, List<Flow> flows) {}

    /** A buffer that lives for the whole step, or across steps. */
    static final class Persistent {
        final String name;
        final BufferKind kind;
        final long bytes;
        /** Its number among the buffers of its device; the memory planner sets it. */
        int buffer = -1;

        Persistent(String name, BufferKind kind, long bytes) {
            this.name = name;
            this.kind = kind;
            this.bytes = bytes;
        }
    }

    /** All that one stage does per microbatch. */
    static final class StageDraft {
        final Stage stage;
        final SegmentDraft forward;
        final SegmentDraft backward;
        /** Where gradients of weights are computed: in backward, unless the schedule splits them off. */
        final SegmentDraft weightGradient;

        StageDraft(Stage stage, boolean splitsBackward) {
            this.stage = stage;
            this.forward = new SegmentDraft(stage.device(), stage.index(), SegmentKind.FORWARD);
            this.backward = new SegmentDraft(stage.device(), stage.index(), SegmentKind.BACKWARD);
            this.weightGradient = splitsBackward
                    ? new SegmentDraft(stage.device(), stage.index(), SegmentKind.WEIGHT_GRADIENT)
                    : backward;
        }

        boolean splitsBackward() {
            return weightGradient != backward;
        }
    }

    /** One device's segments outside the microbatches and its persistent buffers. */
    static final class DeviceDraft {
        final int device;
        final Mesh mesh;
        final Map<Reference, Persistent> persistent = new LinkedHashMap<>();
        final Map<SegmentKind, SegmentDraft> once = new LinkedHashMap<>();
        final List<ParameterDraft> parameters = new ArrayList<>();
        final List<StateDraft> states = new ArrayList<>();
        final List<LossDraft> losses = new ArrayList<>();

        DeviceDraft(Mesh mesh) {
            this.device = mesh.devices().getFirst();
            this.mesh = mesh;
        }

        /** The parameters that the optimizer updates. */
        List<ParameterDraft> trained() {
            return parameters.stream()
                    .filter(parameter -> parameter.sum() != null)
                    .toList();
        }

        SegmentDraft once(SegmentKind kind) {
            return once.computeIfAbsent(kind, wanted -> new SegmentDraft(device, -1, wanted));
        }

        Reference persist(String name, BufferKind kind, long bytes) {
            return persist(new Reference.OfPersistent(name), name, kind, bytes);
        }

        Reference persist(Reference reference, String name, BufferKind kind, long bytes) {
            persistent.putIfAbsent(reference, new Persistent(name, kind, bytes));
            return reference;
        }
    }

    /** A loss that a device adds up, and how many ranks add up the same. */
    record LossDraft(Reference buffer, int copies) {}

    /**
     * A parameter on one device, by references to its persistent buffers.
     *
     * @param spec what a rank holds, or where ZeRO divides that again, what a rank computes with
     * @param split how ZeRO divides what the optimizer reads and keeps
     * @param sum of its gradients; null if it is frozen
     */
    record ParameterDraft(
            Parameter parameter,
            ParameterSpec spec,
            Layout layout,
            FlatSplit split,
            Reference master,
            @Nullable Reference sum,
            List<Reference> state,
            boolean owner) {
        /** What the optimizer reads of one that is trained. */
        Reference gradient() {
            return Objects.requireNonNull(sum, () -> parameter.name() + " is frozen.");
        }
    }

    /** What a layer keeps from step to step, by reference to its persistent buffer. */
    record StateDraft(Parameter tensor, ParameterSpec spec, Layout layout, Reference buffer) {}

    /** A message of one persistent buffer to another mesh, once per step, between two segments of that phase. */
    record OnceTransfer(
            String name,
            int from,
            Reference source,
            int to,
            Reference target,
            List<Flow> flows,
            SegmentKind before,
            SegmentKind after) {}
}
