package dev.partita.reference;

import dev.partita.device.Launch;
import dev.partita.device.RandomStream;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.ElementwiseKernel.Dropout;
import dev.partita.kernel.ElementwiseKernel.Function;

final class ReferenceElementwise {
    private static final double GELU_SLOPE = Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBIC = 0.044715;

    private ReferenceElementwise() {}

    static void run(ElementwiseKernel kernel, Launch launch, Tensor[] operands) {
        switch (kernel) {
            case ElementwiseKernel.Activation activation -> {
                for (int i = 0; i < activation.elements(); i++) {
                    operands[1].set(value(activation.function(), operands[0].at(i)), i);
                }
            }
            case ElementwiseKernel.ActivationGradient gradient -> {
                for (int i = 0; i < gradient.elements(); i++) {
                    double slope = slope(gradient.function(), operands[0].at(i));
                    operands[2].set(slope * operands[1].at(i), i);
                }
            }
            case ElementwiseKernel.Add add -> {
                for (int i = 0; i < add.elements(); i++) {
                    operands[2].set(operands[0].at(i) + operands[1].at(i), i);
                }
            }
            case ElementwiseKernel.Scale scale -> {
                for (int i = 0; i < scale.elements(); i++) {
                    operands[1].set(scale.factor() * operands[0].at(i), i);
                }
            }
            case ElementwiseKernel.SwiGlu gated -> {
                for (int i = 0; i < gated.elements(); i++) {
                    double gate = operands[0].at(i);
                    operands[2].set(gate * sigmoid(gate) * operands[1].at(i), i);
                }
            }
            case ElementwiseKernel.SwiGluGradient gated -> {
                for (int i = 0; i < gated.elements(); i++) {
                    double gate = operands[0].at(i);
                    double slope = sigmoid(gate) * (1 + gate * (1 - sigmoid(gate)));
                    operands[3].set(operands[2].at(i) * operands[1].at(i) * slope, i);
                    operands[4].set(operands[2].at(i) * gate * sigmoid(gate), i);
                }
            }
            case ElementwiseKernel.AddRow add -> {
                for (int r = 0; r < add.rows(); r++) {
                    for (int c = 0; c < add.columns(); c++) {
                        operands[2].set(operands[0].at(r, c) + operands[1].at(c), r, c);
                    }
                }
            }
            case ElementwiseKernel.Accumulate accumulate -> {
                for (int i = 0; i < accumulate.elements(); i++) {
                    operands[1].add(operands[0].at(i), i);
                }
            }
            case ElementwiseKernel.Cast cast -> {
                for (int i = 0; i < cast.elements(); i++) {
                    operands[1].set(operands[0].at(i), i);
                }
            }
            case ElementwiseKernel.Zero _ -> operands[0].fill(0);
            case Dropout dropout -> dropout(dropout, launch, operands[0], operands[1]);
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double value(Function function, double x) {
        return switch (function) {
            case RELU -> Math.max(x, 0);
            case TANH -> Math.tanh(x);
            case GELU -> x * normal(x);
            case GELU_TANH -> 0.5 * x * (1 + Math.tanh(GELU_SLOPE * (x + GELU_CUBIC * x * x * x)));
        };
    }

    /**
     * The normal distribution up to x by its series around 0 (Abramowitz and Stegun 26.2.11), which converges for the
     * few deviations that tests go.
     */
    private static double normal(double x) {
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The derivative, from what the function keeps: y for ReLU and tanh, x for GELU. */
    private static double slope(Function function, double kept) {
        return switch (function) {
            case RELU -> kept > 0 ? 1 : 0;
            case TANH -> 1 - kept * kept;
            case GELU -> normal(kept) + kept * Math.exp(-kept * kept / 2) / Math.sqrt(2 * Math.PI);
            case GELU_TANH -> {
                double t = Math.tanh(GELU_SLOPE * (kept + GELU_CUBIC * kept * kept * kept));
                double inner = GELU_SLOPE * (1 + 3 * GELU_CUBIC * kept * kept);
                yield 0.5 * (1 + t) + 0.5 * kept * (1 - t * t) * inner;
            }
        };
    }

    /** An element is kept where its uniform number is not below the probability. */
    private static void dropout(Dropout dropout, Launch launch, Tensor x, Tensor y) {
        for (int s = 0; s < dropout.samples(); s++) {
            long key = RandomStream.key(launch.seed(), launch.stream(), launch.step(), launch.firstSample() + s);
            for (int e = 0; e < dropout.elementsPerSample(); e++) {
                boolean kept = RandomStream.uniform(key, e) >= dropout.probability();
                y.set(kept ? x.at(s, e) / (1 - dropout.probability()) : 0, s, e);
            }
        }
    }
}
