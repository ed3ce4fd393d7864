package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.RoutingKernel.CollectTokens;
import dev.partita.kernel.RoutingKernel.Route;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Sends tokens {@code [..., width]} to the experts that their logits {@code [..., experts]} choose; one output per expert,
 * {@code [capacity, width]}, of the whole microbatch. What an expert has no room for is dropped, see
 * {@link dev.partita.kernel.RoutingKernel}. {@link Combine} with the same settings brings back what the experts make of it.
 */
public record Dispatch(long experts, long choices, double capacityFactor) implements Operator {
    public Dispatch {
        Routing.requireSizes("Dispatch", experts, choices);
        Sizes.positiveNumber("Dispatch", "capacity factor", capacityFactor);
    }

    @Override
    public int inputCount() {
        return 2;
    }

    /** Which experts are chosen changes in steps only; how much each counts is {@link Combine}'s part. */
    @Override
    public boolean differentiable(int input) {
        return input == 0;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        Shape tokens = inputs.get(0).shape();
        TensorSpec logits = inputs.get(1);
        if (tokens.rank() < 2
                || !Routing.logits(logits, experts)
                || tokens.rows() != logits.shape().rows()) {
            throw new ShapeMismatch(
                    tokens.rank() < 2 ? 0 : 1, Sentence.of("engine.operator.dispatch", experts, inputs.get(0), logits));
        }
        TensorSpec rows = TensorSpec.float32(routes(logits).capacity(), tokens.size(-1));
        return Collections.nCopies(Math.toIntExact(experts), rows);
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        Routes routes = routes(inputs.get(1));
        long width = inputs.get(0).shape().size(-1);
        DataType type = inputs.get(0).type();
        Route route = new Route(routes, type);
        List<Operand> send = new ArrayList<>(List.of(new Saved(0), new Operand.Input(0)));
        List<Operand> collect = new ArrayList<>(List.of(new Saved(0)));
        for (int expert = 0; expert < experts; expert++) {
            send.add(new Operand.Output(expert));
            collect.add(new OutputGradient(expert));
        }
        collect.add(new InputGradient(0));
        return new Lowering(
                List.of(route.slots()),
                List.of(route.gates()),
                List.of(
                        of(route, new Operand.Input(1), new Saved(0), new Temporary(0)),
                        new KernelCall(new SendTokens(routes, width, false, type), send)),
                List.of(new KernelCall(new CollectTokens(routes, width, false, type), collect)),
                List.of(),
                Map.of());
    }

    private Routes routes(TensorSpec logits) {
        return Routing.routes(logits, experts, choices, capacityFactor);
    }
}
