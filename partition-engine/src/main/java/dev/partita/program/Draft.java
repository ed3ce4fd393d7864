package dev.partita.program;

import dev.partita.graph.Parameter;
import dev.partita.kernel.Kernel;
import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the passes of the compiler hand on before buffers have places: values, references and steps. */
final class Draft {
    private Draft() {}

    /** A tensor that exists once per microbatch on one device: written once, read by any number of segments. */
    static final class Value {
        final String name;
        final TensorSpec spec;
        final int device;
        /** The segment that computes it; null if it is received. */
        final @Nullable SegmentDraft writer;

        final Set<SegmentDraft> users = new LinkedHashSet<>();
        boolean sent;

        Value(String name, TensorSpec spec, int device, @Nullable SegmentDraft writer) {
            this.name = name;
            this.spec = spec;
            this.device = device;
            this.writer = writer;
        }

        /** True if one segment alone ever touches it, so that its range can be shared within that segment. */
        boolean scratch() {
            return !sent && writer != null && users.stream().allMatch(user -> user == writer);
        }
    }

    /** What a step touches. */
    sealed interface Reference {
        record OfValue(Value value) implements Reference {}

        record OfWeight(String parameter) implements Reference {}

        record OfGradient(String parameter) implements Reference {}

        record OfLoss(String layer) implements Reference {}

        /** A buffer that exists once per device and step, by name. */
        record OfPersistent(String name) implements Reference {}
    }

    record StepDraft(String layer, Kernel kernel, List<Reference> operands) {}

    static final class SegmentDraft {
        final int device;
        final int stage;
        final SegmentKind kind;
        final List<StepDraft> steps = new ArrayList<>();

        SegmentDraft(int device, int stage, SegmentKind kind) {
            this.device = device;
            this.stage = stage;
            this.kind = kind;
        }

        void add(String layer, Kernel kernel, List<Reference> operands) {
            steps.add(new StepDraft(layer, kernel, List.copyOf(operands)));
            for (Reference operand : operands) {
                if (operand instanceof Reference.OfValue(Value value)) {
                    value.users.add(this);
                }
            }
        }
    }

    /** A message of one value to another device, once per microbatch. */
    record ValueTransfer(String name, Value source, Value target) {}

    /** A buffer that lives for the whole step, or across steps. */
    record Persistent(String name, BufferKind kind, long bytes) {}

    /** All that one stage does per microbatch. */
    static final class StageDraft {
        final Stage stage;
        final SegmentDraft forward;
        final SegmentDraft backward;

        StageDraft(Stage stage) {
            this.stage = stage;
            this.forward = new SegmentDraft(stage.device(), stage.index(), SegmentKind.FORWARD);
            this.backward = new SegmentDraft(stage.device(), stage.index(), SegmentKind.BACKWARD);
        }
    }

    /** One device's segments outside the microbatches and its persistent buffers. */
    static final class DeviceDraft {
        final int device;
        final Map<String, Persistent> persistent = new LinkedHashMap<>();
        final Map<SegmentKind, SegmentDraft> once = new LinkedHashMap<>();
        final List<ParameterDraft> parameters = new ArrayList<>();
        final List<String> losses = new ArrayList<>();

        DeviceDraft(int device) {
            this.device = device;
        }

        SegmentDraft once(SegmentKind kind) {
            return once.computeIfAbsent(kind, wanted -> new SegmentDraft(device, -1, wanted));
        }

        Reference persist(String name, BufferKind kind, long bytes) {
            persistent.putIfAbsent(name, new Persistent(name, kind, bytes));
            return new Reference.OfPersistent(name);
        }
    }

    /** A parameter on one device, by the names of its persistent buffers. */
    record ParameterDraft(
            Parameter parameter, ParameterSpec spec, String gradient, List<String> state, boolean owner) {}

    /** A message of one persistent buffer to another device, once per step, between two segments of that phase. */
    record OnceTransfer(
            String name,
            int from,
            String source,
            int to,
            String target,
            long bytes,
            SegmentKind before,
            SegmentKind after) {}
}
