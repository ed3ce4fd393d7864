package dev.partita.reference;

import dev.partita.kernel.RoutingKernel;
import dev.partita.kernel.RoutingKernel.BalanceGradient;
import dev.partita.kernel.RoutingKernel.BalanceLoss;
import dev.partita.kernel.RoutingKernel.CollectTokens;
import dev.partita.kernel.RoutingKernel.GateGradient;
import dev.partita.kernel.RoutingKernel.Route;
import dev.partita.kernel.RoutingKernel.RouteGradient;
import dev.partita.kernel.RoutingKernel.SendTokens;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tokens to experts and back; indices: t token, j choice, e expert, c column. */
final class ReferenceRouting {
    private final int tokens;
    private final int experts;
    private final int choices;
    private final int capacity;

    private ReferenceRouting(RoutingKernel kernel) {
        tokens = (int) kernel.routes().tokens();
        experts = (int) kernel.routes().experts();
        choices = (int) kernel.routes().choices();
        capacity = (int) kernel.routes().capacity();
    }

    static void run(RoutingKernel kernel, Tensor[] x) {
        ReferenceRouting routing = new ReferenceRouting(kernel);
        switch (kernel) {
            case Route _ -> routing.route(x[0], x[1], x[2]);
            case RouteGradient _ -> routing.gradient(x[0], x[1], x[2]);
            case SendTokens send -> routing.send(x, send.weighted() ? x[1] : null, send.weighted() ? 2 : 1);
            case CollectTokens collect ->
                routing.collect(x, collect.weighted() ? x[1] : null, collect.weighted() ? 2 : 1);
            case GateGradient _ -> routing.products(x);
            case BalanceLoss loss -> routing.balance(x, loss.coefficient() / loss.divisor());
            case BalanceGradient loss -> routing.balanceGradient(x, loss.coefficient() / loss.divisor());
        }
    }

    private List<Integer> chosen(Tensor logits, int t) {
        return IntStream.range(0, experts)
                .boxed()
                .sorted(Comparator.comparingDouble(e -> -logits.at(t, e)))
                .limit(choices)
                .toList();
    }

    private double[] gates(Tensor logits, int t) {
        return softmax(
                chosen(logits, t).stream().mapToDouble(e -> logits.at(t, e)).toArray());
    }

    private static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] weights =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private void route(Tensor logits, Tensor slots, Tensor gates) {
        int[] taken = new int[experts];
        for (int j = 0; j < choices; j++) {
            for (int t = 0; t < tokens; t++) {
                int e = chosen(logits, t).get(j);
                int place = taken[e]++;
                slots.set(place < capacity ? e * capacity + place : -1, t, j);
                gates.set(gates(logits, t)[j], t, j);
            }
        }
    }

    private void gradient(Tensor logits, Tensor gatesGradient, Tensor logitsGradient) {
        logitsGradient.fill(0);
        for (int t = 0; t < tokens; t++) {
            double[] gates = gates(logits, t);
            double mean = 0;
            for (int j = 0; j < choices; j++) {
                mean += gates[j] * gatesGradient.at(t, j);
            }
            for (int j = 0; j < choices; j++) {
                double slope = gates[j] * (gatesGradient.at(t, j) - mean);
                logitsGradient.set(slope, t, chosen(logits, t).get(j));
            }
        }
    }

    private void send(Tensor[] x, @Nullable Tensor gates, int first) {
        for (int e = 0; e < experts; e++) {
            x[first + 1 + e].fill(0);
        }
        for (int t = 0; t < tokens; t++) {
            for (int j = 0; j < choices; j++) {
                int slot = x[0].integer(t, j);
                for (int c = 0; slot >= 0 && c < x[first].size(1); c++) {
                    double weight = gates == null ? 1 : gates.at(t, j);
                    x[first + 1 + slot / capacity].set(weight * x[first].at(t, c), slot % capacity, c);
                }
            }
        }
    }

    private void collect(Tensor[] x, @Nullable Tensor gates, int first) {
        Tensor result = x[x.length - 1];
        result.fill(0);
        for (int t = 0; t < tokens; t++) {
            for (int j = 0; j < choices; j++) {
                int slot = x[0].integer(t, j);
                for (int c = 0; slot >= 0 && c < result.size(1); c++) {
                    double weight = gates == null ? 1 : gates.at(t, j);
                    result.add(weight * x[first + slot / capacity].at(slot % capacity, c), t, c);
                }
            }
        }
    }

    private void products(Tensor[] x) {
        for (int t = 0; t < tokens; t++) {
            for (int j = 0; j < choices; j++) {
                int slot = x[0].integer(t, j);
                double product = 0;
                for (int c = 0; slot >= 0 && c < x[1].size(1); c++) {
                    product += x[1].at(t, c) * x[2 + slot / capacity].at(slot % capacity, c);
                }
                x[x.length - 1].set(product, t, j);
            }
        }
    }

    private double[] probabilities(Tensor logits, int t) {
        return softmax(
                IntStream.range(0, experts).mapToDouble(e -> logits.at(t, e)).toArray());
    }

    private void balance(Tensor[] x, double factor) {
        x[1].fill(0);
        double[] means = new double[experts];
        for (int t = 0; t < tokens; t++) {
            chosen(x[0], t).forEach(e -> x[1].add(1.0 / tokens, e));
            double[] p = probabilities(x[0], t);
            for (int e = 0; e < experts; e++) {
                means[e] += p[e] / tokens;
            }
        }
        for (int e = 0; e < experts; e++) {
            x[2].add(factor * experts * x[1].at(e) * means[e], 0);
        }
    }

    private void balanceGradient(Tensor[] x, double factor) {
        for (int t = 0; t < tokens; t++) {
            double[] p = probabilities(x[0], t);
            double mean = 0;
            for (int e = 0; e < experts; e++) {
                mean += p[e] * x[1].at(e);
            }
            for (int e = 0; e < experts; e++) {
                x[2].set(factor * experts / tokens * p[e] * (x[1].at(e) - mean), t, e);
            }
        }
    }
}
