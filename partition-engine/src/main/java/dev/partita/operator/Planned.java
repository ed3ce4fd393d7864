package dev.partita.operator;

import dev.partita.kernel.OperandUse;
import dev.partita.kernel.PlannedKernel;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The lowering of layers that no device runs yet: one kernel per pass that reads and writes what such a layer must, so
 * that memory, traffic and FLOPs are planned. Backward keeps all inputs unless it is said to need none.
 *
 * @param flops operations of the forward pass; backward computes as much per gradient
 * @param product whether they are those of a matrix product
 * @param keepsInputs whether the input gradient reads the inputs again
 */
record Planned(Operator operator, String name, double flops, boolean product, boolean keepsInputs) {
    /** A layer whose gradient needs nothing of the forward pass. */
    static Lowering linear(Operator operator, String name, double flops, List<TensorSpec> inputs) {
        return new Planned(operator, name, flops, false, false).lower(inputs);
    }

    Lowering lower(List<TensorSpec> inputs) {
        List<TensorSpec> outputs =
                operator.infer(inputs, inputs.getFirst().shape().size(0));
        Calls forward = new Calls();
        Calls gradient = new Calls();
        Calls weights = new Calls();
        for (int i = 0; i < inputs.size(); i++) {
            Operand input = new Operand.Input(i);
            forward.read(input, inputs.get(i));
            if (keepsInputs) {
                gradient.read(input, inputs.get(i));
            }
            weights.read(input, inputs.get(i));
        }
        List<ParameterSpec> parameters = operator.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            TensorSpec spec = TensorSpec.float32(parameters.get(i).shape());
            forward.read(new Operand.Parameter(i), spec);
            gradient.read(new Operand.Parameter(i), spec);
        }
        for (int i = 0; i < outputs.size(); i++) {
            forward.write(new Operand.Output(i), outputs.get(i));
            gradient.read(new Operand.OutputGradient(i), outputs.get(i));
            weights.read(new Operand.OutputGradient(i), outputs.get(i));
        }
        boolean any = false;
        for (int i = 0; i < inputs.size(); i++) {
            if (operator.differentiable(i)) {
                gradient.write(new Operand.InputGradient(i), inputs.get(i));
                any = true;
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            weights.update(
                    new Operand.ParameterGradient(i),
                    TensorSpec.float32(parameters.get(i).shape()));
        }
        double gradientFlops = parameters.isEmpty() && product ? 2 * flops : flops;
        return new Lowering(
                List.of(),
                List.of(),
                List.of(forward.call(name, flops)),
                any ? List.of(gradient.call(name + " input gradient", gradientFlops)) : List.of(),
                parameters.isEmpty() ? List.of() : List.of(weights.call(name + " weight gradient", flops)),
                Map.of());
    }

    /** One kernel call being put together. */
    private final class Calls {
        private final List<OperandUse> uses = new ArrayList<>();
        private final List<Operand> operands = new ArrayList<>();

        void read(Operand operand, TensorSpec spec) {
            add(operand, OperandUse.read("x" + uses.size(), spec));
        }

        void write(Operand operand, TensorSpec spec) {
            add(operand, OperandUse.write("x" + uses.size(), spec));
        }

        void update(Operand operand, TensorSpec spec) {
            add(operand, OperandUse.update("x" + uses.size(), spec));
        }

        private void add(Operand operand, OperandUse use) {
            uses.add(use);
            operands.add(operand);
        }

        KernelCall call(String kernel, double operations) {
            return new KernelCall(new PlannedKernel(kernel, uses, operations, product), operands);
        }
    }
}
