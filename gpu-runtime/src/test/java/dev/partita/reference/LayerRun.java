package dev.partita.reference;

import dev.partita.device.Launch;
import dev.partita.kernel.Kernel;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Output;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One layer run from its lowering, operands found by name. Images and parameters lie in their physical layouts. What no
 * kernel has written yet reads as NaN; parameter gradients, states and the loss start at 0 and add up.
 */
final class LayerRun {
    /** Whatever executes kernels; {@link ReferenceKernels#run} is one. */
    @FunctionalInterface
    interface Kernels {
        void run(Kernel kernel, Launch launch, double[]... operands);
    }

    private final OperatorCase layer;
    private final Lowering lowering;
    private final Kernels kernels;
    private final Launch launch;
    private final Map<Operand, double[]> values = new HashMap<>();

    LayerRun(OperatorCase layer, Kernels kernels, Launch launch) {
        this.layer = layer;
        this.lowering = layer.lowering();
        this.kernels = kernels;
        this.launch = launch;
    }

    void forward(double[][] inputs, double[][] parameters) {
        for (int i = 0; i < inputs.length; i++) {
            values.put(new Operand.Input(i), inputs[i]);
        }
        for (int i = 0; i < parameters.length; i++) {
            values.put(new Parameter(i), parameters[i]);
        }
        run(lowering.forward());
    }

    /** The gradients of the sum over all outputs of output times cotangent, or of the loss. */
    void backward(double[]... cotangents) {
        for (int i = 0; i < cotangents.length; i++) {
            values.put(new OutputGradient(i), cotangents[i]);
        }
        run(lowering.inputGradient());
        run(lowering.weightGradient());
    }

    double loss() {
        return value(new Operand.Loss())[0];
    }

    double[] output(int index) {
        return value(new Output(index));
    }

    double[] inputGradient(int index) {
        return value(new InputGradient(index));
    }

    double[] parameterGradient(int index) {
        return value(new ParameterGradient(index));
    }

    private void run(List<KernelCall> calls) {
        values.keySet().removeIf(Operand.Temporary.class::isInstance);
        for (KernelCall call : calls) {
            double[][] operands = call.operands().stream().map(this::value).toArray(double[][]::new);
            kernels.run(call.kernel(), launch, operands);
        }
    }

    private double[] value(Operand operand) {
        Operand source = lowering.aliases().getOrDefault(operand, operand);
        return values.computeIfAbsent(source, this::allocate);
    }

    private double[] allocate(Operand operand) {
        double[] array = new double[Math.toIntExact(layer.spec(operand).shape().elements())];
        boolean accumulated = operand instanceof ParameterGradient
                || operand instanceof Operand.Loss
                || operand instanceof Operand.State;
        Arrays.fill(array, accumulated ? 0 : Double.NaN);
        return array;
    }
}
