package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.RoutingKernel.CollectTokens;
import dev.partita.kernel.RoutingKernel.GateGradient;
import dev.partita.kernel.RoutingKernel.Route;
import dev.partita.kernel.RoutingKernel.RouteGradient;
import dev.partita.kernel.RoutingKernel.Routes;
import dev.partita.kernel.RoutingKernel.SendTokens;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Saved;
import dev.partita.operator.Operand.Temporary;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings tokens back from their experts: inputs are the logits {@code [..., experts]} and each expert's
 * {@code [capacity, width]}, as {@link Dispatch} with the same settings sent them; the output {@code [..., width]} is each
 * token's sum over the experts it chose, weighted by the softmax over the chosen logits. A dropped choice adds nothing.
 */
public record Combine(long experts, long choices, double capacityFactor) implements Operator {
    public Combine {
        Routing.requireSizes("Combine", experts, choices);
        Sizes.positiveNumber("Combine", "capacity factor", capacityFactor);
    }

    @Override
    public int inputCount() {
        return Math.toIntExact(experts + 1);
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        TensorSpec logits = inputs.getFirst();
        if (!Routing.logits(logits, experts)) {
            throw new ShapeMismatch(Sentence.of("engine.operator.combine_logits", experts, logits));
        }
        Shape rows = inputs.get(1).shape();
        long capacity = routes(logits).capacity();
        for (int i = 1; i < inputs.size(); i++) {
            Shape found = inputs.get(i).shape();
            if (found.rank() != 2 || found.size(0) != capacity || found.size(1) != rows.size(-1)) {
                throw new ShapeMismatch(i, Sentence.of("engine.operator.combine_rows", capacity, i - 1, found));
            }
        }
        return List.of(TensorSpec.float32(logits.shape().with(-1, rows.size(-1))));
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Routes routes = routes(inputs.getFirst());
        long width = inputs.get(1).shape().size(-1);
        DataType type = inputs.getFirst().type();
        Route route = new Route(routes, type);
        Operand logits = new Operand.Input(0);
        Operand slots = new Saved(0);
        Operand gates = new Saved(1);
        Operand gatesGradient = new Temporary(0);
        List<Operand> collect = new ArrayList<>(List.of(slots, gates));
        List<Operand> send = new ArrayList<>(List.of(slots, gates, new OutputGradient(0)));
        List<Operand> products = new ArrayList<>(List.of(slots, new OutputGradient(0)));
        for (int expert = 1; expert <= experts; expert++) {
            collect.add(new Operand.Input(expert));
            send.add(new InputGradient(expert));
            products.add(new Operand.Input(expert));
        }
        collect.add(new Operand.Output(0));
        products.add(gatesGradient);
        return new Lowering(
                List.of(route.slots(), route.gates()),
                List.of(route.gates()),
                List.of(
                        of(route, logits, slots, gates),
                        new KernelCall(new CollectTokens(routes, width, true, type), collect)),
                List.of(
                        new KernelCall(new SendTokens(routes, width, true, type), send),
                        new KernelCall(new GateGradient(routes, width, type), products),
                        of(new RouteGradient(routes, type), logits, gatesGradient, new InputGradient(0))),
                List.of(),
                Map.of());
    }

    private Routes routes(TensorSpec logits) {
        return Routing.routes(logits, experts, choices, capacityFactor);
    }
}
