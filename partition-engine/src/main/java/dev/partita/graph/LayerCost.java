package dev.partita.graph;

import dev.partita.operator.Input;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Lowering;
import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one layer amounts to, read off its kernels.
 *
 * @param parameters trained elements of the layer, shared ones too
 * @param forwardFlops operations of one microbatch
 * @param backwardFlops operations of both gradients of one microbatch
 */
public record LayerCost(long parameters, double forwardFlops, double backwardFlops) {
    public double flops() {
        return forwardFlops + backwardFlops;
    }

    /** The cost of every layer whose shapes are known, in layer order; inputs cost nothing. */
    public static Map<String, LayerCost> of(ModelGraph graph, GraphShapes shapes) {
        Map<String, LayerCost> costs = new LinkedHashMap<>();
        for (Layer layer : graph.layers()) {
            if (shapes.outputs().containsKey(layer.id())) {
                List<TensorSpec> inputs = new ArrayList<>();
                for (Port port : layer.inputs()) {
                    inputs.add(shapes.outputs()
                            .getOrDefault(port.layer(), List.of())
                            .get(port.output()));
                }
                costs.put(layer.id(), of(layer, inputs));
            }
        }
        return costs;
    }

    private static LayerCost of(Layer layer, List<TensorSpec> inputs) {
        long parameters = 0;
        for (ParameterSpec spec : layer.operator().parameters()) {
            parameters = Math.addExact(parameters, spec.shape().elements());
        }
        if (layer.operator() instanceof Input) {
            return new LayerCost(parameters, 0, 0);
        }
        Lowering lowering = layer.operator().lower(inputs, 1);
        return new LayerCost(
                parameters,
                flops(lowering.forward()),
                flops(lowering.inputGradient()) + flops(lowering.weightGradient()));
    }

    private static double flops(List<KernelCall> calls) {
        return calls.stream().mapToDouble(call -> call.kernel().flops()).sum();
    }
}
