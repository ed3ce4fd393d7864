package dev.partita.kernel;

import static dev.partita.kernel.OperandUse.read;
import static dev.partita.kernel.OperandUse.update;
import static dev.partita.kernel.OperandUse.write;

import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokens to experts and back. Every token chooses the {@code choices} experts with the largest logits, of equal ones the
 * first. An expert takes {@code capacity} tokens of the whole microbatch: all first choices in the order of the tokens,
 * then all second ones and so on (Lepikhin et al. 2021); what comes later is dropped. {@code slots[tokens, choices]} holds
 * {@code expert * capacity + place}, or -1 where dropped; {@code gates[tokens, choices]} the softmax over the chosen logits,
 * dropped ones included. An expert's rows that no token fills are zero.
 */
public sealed interface RoutingKernel extends Kernel {
    Routes routes();

    DataType type();

    /** The sizes of a routing. */
    record Routes(long tokens, long experts, long choices, long capacity) {}

    default TensorSpec logits() {
        return new TensorSpec(Shape.of(routes().tokens(), routes().experts()), type());
    }

    default TensorSpec slots() {
        return TensorSpec.int32(routes().tokens(), routes().choices());
    }

    default TensorSpec gates() {
        return new TensorSpec(Shape.of(routes().tokens(), routes().choices()), type());
    }

    default TensorSpec rows(long width) {
        return new TensorSpec(Shape.of(routes().capacity(), width), type());
    }

    default TensorSpec tokens(long width) {
        return new TensorSpec(Shape.of(routes().tokens(), width), type());
    }

    /** Multiply-adds that touch every row that is sent. */
    default double sentFlops(long width) {
        return 2.0 * routes().tokens() * routes().choices() * width;
    }

    /** Operands: logits, slots (written), gates (written). */
    record Route(Routes routes, DataType type) implements RoutingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    write("slots", slots()),
                    write("gates", gates()).exactly());
        }

        @Override
        public double flops() {
            return (double) routes.tokens() * (routes.experts() * routes.choices() + 5 * routes.choices());
        }
    }

    /** Operands: logits, gradient of the gates, gradient of the logits (written). */
    record RouteGradient(Routes routes, DataType type) implements RoutingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    read("gatesGradient", gates()).exactly(),
                    write("logitsGradient", logits()));
        }

        @Override
        public double flops() {
            return (double) routes.tokens() * (routes.experts() * routes.choices() + 9 * routes.choices());
        }
    }

    /** Operands: slots, gates if {@code weighted}, tokens, each expert's rows (written). */
    record SendTokens(Routes routes, long width, boolean weighted, DataType type) implements RoutingKernel {
        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>(List.of(read("slots", slots())));
            if (weighted) {
                uses.add(read("gates", gates()).exactly());
            }
            uses.add(read("tokens", tokens(width)));
            for (long expert = 0; expert < routes.experts(); expert++) {
                uses.add(write("rows" + expert, rows(width)));
            }
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return weighted ? sentFlops(width) / 2 : 0;
        }
    }

    /** Every token's sum over its rows. Operands: slots, gates if {@code weighted}, each expert's rows, tokens (written). */
    record CollectTokens(Routes routes, long width, boolean weighted, DataType type) implements RoutingKernel {
        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses = new ArrayList<>(List.of(read("slots", slots())));
            if (weighted) {
                uses.add(read("gates", gates()).exactly());
            }
            for (long expert = 0; expert < routes.experts(); expert++) {
                uses.add(read("rows" + expert, rows(width)));
            }
            uses.add(write("tokens", tokens(width)));
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return sentFlops(width);
        }
    }

    /** Products of every token's gradient with its rows. Operands: slots, gradient, each expert's rows, gradient of the gates (written). */
    record GateGradient(Routes routes, long width, DataType type) implements RoutingKernel {
        @Override
        public List<OperandUse> operands() {
            List<OperandUse> uses =
                    new ArrayList<>(List.of(read("slots", slots()), read("tokensGradient", tokens(width))));
            for (long expert = 0; expert < routes.experts(); expert++) {
                uses.add(read("rows" + expert, rows(width)));
            }
            uses.add(write("gatesGradient", gates()).exactly());
            return List.copyOf(uses);
        }

        @Override
        public double flops() {
            return sentFlops(width);
        }
    }

    /**
     * The load-balancing loss (Fedus et al. 2022, equation 4, for several choices as Mixtral's code counts them):
     * {@code coefficient * experts * sum over experts of f P}, with f the choices of an expert and P its mean probability,
     * both per token of the microbatch and before any is dropped. Operands: logits, f (written, [experts]), loss (one
     * double, accumulated).
     *
     * @param divisor microbatches of the global batch, whose mean is the loss
     */
    record BalanceLoss(Routes routes, double coefficient, long divisor, DataType type) implements RoutingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    write("fractions", fractions()).exactly(),
                    update("loss", new TensorSpec(Shape.of(1), DataType.FLOAT64)));
        }

        @Override
        public double flops() {
            return (double) routes.tokens() * routes.experts() * (6 + routes.choices());
        }

        public TensorSpec fractions() {
            return new TensorSpec(Shape.of(routes.experts()), type);
        }
    }

    /** Operands: logits, f, gradient of the logits (written). */
    record BalanceGradient(Routes routes, double coefficient, long divisor, DataType type) implements RoutingKernel {
        @Override
        public List<OperandUse> operands() {
            return List.of(
                    read("logits", logits()),
                    read("fractions", new TensorSpec(Shape.of(routes.experts()), type))
                            .exactly(),
                    write("logitsGradient", logits()));
        }

        @Override
        public double flops() {
            return 9.0 * routes.tokens() * routes.experts();
        }
    }
}
