package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.kernel.OperandUse;
import dev.partita.operator.Input;
import dev.partita.operator.KernelCall;
import dev.partita.operator.LoadBalancingLoss;
import dev.partita.operator.LossOperator;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.operator.Operator;
import dev.partita.operator.VocabularyCrossEntropy;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Which tensors of a model are in 16 bits. Layers are lowered as in fp32; here their operands get their types: weights,
 * activations, their gradients and what lies between are in 16 bits, gradients of parameters, statistics, states and losses
 * are not. Inputs that only losses read, such as a policy to learn, stay as they come.
 */
final class MixedPrecision {
    private final Precision precision;
    private final Set<String> goals = new HashSet<>();

    MixedPrecision(ModelGraph graph, Precision precision) {
        this.precision = precision;
        Set<String> readByOthers = new HashSet<>();
        for (Layer layer : graph.layers()) {
            Set<String> readers = layer.operator() instanceof LossOperator ? goals : readByOthers;
            layer.inputs().stream().map(Port::layer).forEach(readers::add);
        }
        goals.removeAll(readByOthers);
    }

    /** What every layer of a plan writes. */
    static Map<String, List<TensorSpec>> shapes(Plan plan) {
        MixedPrecision types = new MixedPrecision(plan.graph(), plan.training().precision());
        Map<String, List<TensorSpec>> shapes =
                new HashMap<>(plan.graph().shapes(plan.training().microbatch()));
        plan.graph()
                .layers()
                .forEach(layer -> shapes.computeIfPresent(layer.id(), (id, specs) -> types.outputs(layer, specs)));
        return shapes;
    }

    private static TensorSpec in(DataType type, TensorSpec spec) {
        return spec.type() == DataType.FLOAT32 ? new TensorSpec(spec.shape(), type) : spec;
    }

    private static TensorSpec full(TensorSpec spec) {
        return spec.type().half() ? new TensorSpec(spec.shape(), DataType.FLOAT32) : spec;
    }

    /** What a layer writes. */
    List<TensorSpec> outputs(Layer layer, List<TensorSpec> specs) {
        boolean goal = layer.operator() instanceof Input && goals.contains(layer.id());
        return !precision.mixed() || goal
                ? specs
                : specs.stream().map(spec -> in(precision.type(), spec)).toList();
    }

    /** A rank's part of what a layer reads or writes: its own shapes, in the types of the whole. */
    static List<TensorSpec> typed(List<TensorSpec> parts, List<TensorSpec> whole) {
        List<TensorSpec> typed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            typed.add(new TensorSpec(parts.get(i).shape(), whole.get(i).type()));
        }
        return typed;
    }

    /** The kernel that fills a buffer with an input. */
    static Kernel load(Input input, TensorSpec spec) {
        Kernel load = input.load(spec.shape().size(0));
        return spec.type().half() ? new MixedKernel(load, List.of(spec.type()), false) : load;
    }

    /** An operator as kernels. */
    Lowering lower(Operator operator, List<TensorSpec> inputs, long microbatches) {
        if (!precision.mixed()) {
            return operator.lower(inputs, microbatches);
        }
        Lowering plain =
                operator.lower(inputs.stream().map(MixedPrecision::full).toList(), microbatches);
        return new Types(operator, inputs, plain).lowering();
    }

    /** The types of one lowering. */
    private final class Types {
        private final Lowering plain;
        private final List<TensorSpec> inputs;
        private final boolean loss;
        /** Statistics among what is saved and what is temporary. */
        private final Set<Operand> exact = new HashSet<>();

        Types(Operator operator, List<TensorSpec> inputs, Lowering plain) {
            this.plain = plain;
            this.inputs = inputs;
            this.loss = operator instanceof LossOperator
                    || operator instanceof VocabularyCrossEntropy
                    || operator instanceof LoadBalancingLoss;
            for (List<KernelCall> calls : List.of(
                    plain.forward(), plain.backwardPreparation(), plain.inputGradient(), plain.weightGradient())) {
                calls.forEach(this::findStatistics);
            }
        }

        private void findStatistics(KernelCall call) {
            List<OperandUse> uses = call.kernel().operands();
            for (int i = 0; i < uses.size(); i++) {
                if (uses.get(i).exact()) {
                    exact.add(call.operands().get(i));
                }
            }
        }

        Lowering lowering() {
            return new Lowering(
                    specs(plain.saved(), Operand.Saved::new),
                    specs(plain.temporaries(), Operand.Temporary::new),
                    calls(plain.forward(), false),
                    calls(plain.backwardPreparation(), false),
                    calls(plain.inputGradient(), loss && precision.scalesLoss()),
                    calls(plain.weightGradient(), false),
                    plain.aliases());
        }

        private List<TensorSpec> specs(List<TensorSpec> specs, IntFunction<Operand> named) {
            List<TensorSpec> typed = new ArrayList<>();
            for (int i = 0; i < specs.size(); i++) {
                boolean kept = exact.contains(named.apply(i));
                typed.add(kept ? specs.get(i) : in(precision.type(), specs.get(i)));
            }
            return typed;
        }

        private List<KernelCall> calls(List<KernelCall> calls, boolean scaled) {
            return calls.stream()
                    .map(call -> new KernelCall(kernel(call, scaled), call.operands()))
                    .toList();
        }

        private Kernel kernel(KernelCall call, boolean scaled) {
            List<OperandUse> uses = call.kernel().operands();
            List<DataType> types = new ArrayList<>();
            for (int i = 0; i < uses.size(); i++) {
                DataType found = uses.get(i).spec().type();
                types.add(found == DataType.FLOAT32 ? type(call.operands().get(i)) : found);
            }
            if (types.stream().noneMatch(DataType::half)) {
                return call.kernel();
            }
            return call.kernel() instanceof CollectiveKernel collective
                    ? collective.in(types.getFirst())
                    : new MixedKernel(call.kernel(), types, scaled);
        }

        private DataType type(Operand operand) {
            return switch (operand) {
                case Operand.Input(int i) -> inputs.get(i).type();
                case Operand.InputGradient(int i) -> inputs.get(i).type();
                case Operand.Output _, Operand.OutputGradient _, Operand.Parameter _ -> precision.type();
                case Operand.Saved _, Operand.Temporary _ ->
                    exact.contains(operand) ? DataType.FLOAT32 : precision.type();
                case Operand.ParameterGradient _, Operand.State _, Operand.Loss _ -> DataType.FLOAT32;
            };
        }
    }
}
