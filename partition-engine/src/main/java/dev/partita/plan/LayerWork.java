package dev.partita.plan;

import dev.partita.graph.Layer;
import dev.partita.graph.Parameter;
import dev.partita.graph.Port;
import dev.partita.kernel.Kernel;
import dev.partita.operator.Input;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one layer does with one microbatch, read off its kernels.
 *
 * @param inputs what it reads, by where it comes from
 * @param parameters in the operator's order
 * @param backward both gradients; the input gradient counts even where nobody needs it
 * @param kept what forward leaves for backward, by name: equal names in several layers are one tensor, kept once
 */
public record LayerWork(
        Layer layer,
        List<TensorSpec> inputs,
        List<TensorSpec> outputs,
        List<Parameter> parameters,
        List<Kernel> forward,
        List<Kernel> backward,
        Map<String, TensorSpec> kept) {
    public LayerWork {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    /**
     * The work of these layers in graph order.
     *
     * @throws dev.partita.graph.InvalidGraph if the shapes of the model do not fit
     */
    public static List<LayerWork> of(Plan plan, Collection<String> layers) {
        FrozenLayers frozen = new FrozenLayers(plan.graph(), plan.training().frozen());
        Set<String> wanted = new HashSet<>(layers);
        Map<String, List<TensorSpec>> shapes =
                plan.graph().shapes(plan.training().microbatch());
        Map<String, Parameter> parameters =
                plan.graph().parameters().stream().collect(Collectors.toMap(Parameter::name, known -> known));
        return plan.graph().layers().stream()
                .filter(layer -> wanted.contains(layer.id()))
                .map(layer -> of(layer, shapes, parameters, plan.training().microbatches(), frozen.contains(layer)))
                .toList();
    }

    private static LayerWork of(
            Layer layer,
            Map<String, List<TensorSpec>> shapes,
            Map<String, Parameter> parameters,
            int microbatches,
            boolean frozen) {
        List<TensorSpec> inputs = layer.inputs().stream()
                .map(port -> shapes.getOrDefault(port.layer(), List.of()).get(port.output()))
                .toList();
        List<TensorSpec> outputs = shapes.getOrDefault(layer.id(), List.of());
        Lowering all = layer.operator() instanceof Input
                ? Lowering.of(List.of(), List.of(), List.of())
                : layer.operator().lower(inputs, microbatches);
        Lowering lowering = frozen ? all.withoutWeightGradient() : all;
        List<KernelCall> backward = Stream.concat(lowering.inputGradient().stream(), lowering.weightGradient().stream())
                .toList();
        Map<String, TensorSpec> kept = new LinkedHashMap<>();
        backward.stream()
                .flatMap(call -> call.operands().stream())
                .forEach(operand -> keep(kept, operand, layer, inputs, outputs, lowering));
        return new LayerWork(
                layer,
                inputs,
                outputs,
                layer.parameters().stream().map(parameters::get).toList(),
                lowering.forward().stream().map(KernelCall::kernel).toList(),
                backward.stream().map(KernelCall::kernel).toList(),
                kept);
    }

    private static void keep(
            Map<String, TensorSpec> kept,
            Operand operand,
            Layer layer,
            List<TensorSpec> inputs,
            List<TensorSpec> outputs,
            Lowering lowering) {
        switch (operand) {
            case Operand.Input input ->
                kept.put(layer.inputs().get(input.index()).toString(), inputs.get(input.index()));
            case Operand.Output output ->
                kept.put(new Port(layer.id(), output.index()).toString(), outputs.get(output.index()));
            case Operand.Saved saved ->
                kept.put(
                        layer.id() + " saved " + saved.index(), lowering.saved().get(saved.index()));
            case Operand.Parameter _,
                    Operand.Temporary _,
                    Operand.OutputGradient _,
                    Operand.InputGradient _,
                    Operand.ParameterGradient _,
                    Operand.State _,
                    Operand.Loss _ -> {}
        }
    }

    /** The parameters of several layers; a shared one once. */
    public static List<Parameter> parameters(List<LayerWork> layers) {
        return layers.stream()
                .flatMap(work -> work.parameters().stream())
                .distinct()
                .toList();
    }

    /** What several layers keep; what two of them keep once. */
    public static Map<String, TensorSpec> kept(List<LayerWork> layers) {
        Map<String, TensorSpec> all = new LinkedHashMap<>();
        layers.forEach(work -> all.putAll(work.kept()));
        return all;
    }

    public static double flops(Collection<Kernel> kernels) {
        return kernels.stream().mapToDouble(Kernel::flops).sum();
    }

    public static long trafficBytes(Collection<Kernel> kernels) {
        return kernels.stream().mapToLong(Kernel::trafficBytes).reduce(0, Math::addExact);
    }

    /** Forward and backward. */
    public List<Kernel> kernels() {
        List<Kernel> all = new ArrayList<>(forward);
        all.addAll(backward);
        return all;
    }
}
