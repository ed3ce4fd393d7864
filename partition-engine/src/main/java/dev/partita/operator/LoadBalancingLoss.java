package dev.partita.operator;

import static dev.partita.operator.KernelCall.of;

import dev.partita.kernel.RoutingKernel.BalanceGradient;
import dev.partita.kernel.RoutingKernel.BalanceLoss;
import dev.partita.kernel.RoutingKernel.Routes;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Loss;
import dev.partita.operator.Operand.Saved;
import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;

/**
 * Adds to the loss how unevenly the tokens of a microbatch choose their experts, from the logits {@code [..., experts]};
 * the mean over the microbatches. See {@link BalanceLoss}.
 */
public record LoadBalancingLoss(long experts, long choices, double coefficient) implements Operator {
    public LoadBalancingLoss {
        Routing.requireSizes("LoadBalancingLoss", experts, choices);
        Sizes.positiveNumber("LoadBalancingLoss", "coefficient", coefficient);
    }

    @Override
    public int inputCount() {
        return 1;
    }

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs, long samples) {
        if (!Routing.logits(inputs.getFirst(), experts)) {
            throw new ShapeMismatch(Sentence.of("engine.operator.balance", experts, inputs.getFirst()));
        }
        return List.of();
    }

    @Override
    public Lowering lower(List<TensorSpec> inputs, long microbatches) {
        DataType type = inputs.getFirst().type();
        // No capacity: choices count before any is dropped.
        Routes routes = Routing.routes(inputs.getFirst(), experts, choices, 1);
        BalanceLoss forward = new BalanceLoss(routes, coefficient, microbatches, type);
        return new Lowering(
                List.of(forward.fractions()),
                List.of(),
                List.of(of(forward, new Operand.Input(0), new Saved(0), new Loss())),
                List.of(of(
                        new BalanceGradient(routes, coefficient, microbatches, type),
                        new Operand.Input(0),
                        new Saved(0),
                        new InputGradient(0))),
                List.of(),
                Map.of());
    }
}
