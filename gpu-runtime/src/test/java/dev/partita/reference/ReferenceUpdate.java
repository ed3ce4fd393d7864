package dev.partita.reference;

import dev.partita.device.Launch;
import dev.partita.kernel.UpdateKernel;
import dev.partita.kernel.UpdateKernel.AdamWUpdate;
import dev.partita.kernel.UpdateKernel.ClipFactor;
import dev.partita.kernel.UpdateKernel.SgdUpdate;
import dev.partita.kernel.UpdateKernel.SquareSum;
import dev.partita.kernel.UpdateKernel.UnscaleFactor;

final class ReferenceUpdate {
    private ReferenceUpdate() {}

    static void run(UpdateKernel kernel, Launch launch, Tensor[] operands) {
        if (scalesGradients(kernel) && Double.isNaN(operands[operands.length - 1].at(0))) {
            return;
        }
        switch (kernel) {
            case SquareSum sum -> {
                for (int i = 0; i < sum.elements(); i++) {
                    operands[1].add(operands[0].at(i) * operands[0].at(i) / sum.copies(), 0);
                }
            }
            case ClipFactor clip ->
                operands[1].set(Math.min(1, clip.maximumNorm() / (Math.sqrt(operands[0].at(0)) + 1e-6)), 0);
            case UnscaleFactor unscale -> {
                double norm = Math.sqrt(operands[0].at(0)) / launch.lossScale();
                double factor = Math.min(1, unscale.maximumNorm() / (norm + 1e-6)) / launch.lossScale();
                operands[1].set(Double.isFinite(norm) ? factor : Double.NaN, 0);
            }
            case SgdUpdate sgd -> {
                for (int i = 0; i < sgd.elements(); i++) {
                    sgd(sgd, launch.learningRate(), operands, i);
                }
            }
            case AdamWUpdate adam -> {
                for (int i = 0; i < adam.elements(); i++) {
                    adamW(adam, launch, operands, i);
                }
            }
        }
    }

    /** Where the last operand is the factor of the gradients. */
    private static boolean scalesGradients(UpdateKernel kernel) {
        return (kernel instanceof SgdUpdate sgd && sgd.clipped())
                || (kernel instanceof AdamWUpdate adam && adam.clipped());
    }

    private static void sgd(SgdUpdate sgd, double rate, Tensor[] operands, int i) {
        Tensor weight = operands[0];
        double factor = sgd.clipped() ? operands[operands.length - 1].at(0) : 1;
        double step = factor * operands[1].at(i) + sgd.weightDecay() * weight.at(i);
        if (sgd.momentum() != 0) {
            step += sgd.momentum() * operands[2].at(i);
            operands[2].set(step, i);
        }
        weight.add(-rate * step, i);
    }

    private static void adamW(AdamWUpdate adam, Launch launch, Tensor[] operands, int i) {
        Tensor weight = operands[0];
        Tensor m = operands[2];
        Tensor v = operands[3];
        long t = launch.step() + 1;
        double g = (adam.clipped() ? operands[4].at(0) : 1) * operands[1].at(i);
        m.set(adam.beta1() * m.at(i) + (1 - adam.beta1()) * g, i);
        v.set(adam.beta2() * v.at(i) + (1 - adam.beta2()) * g * g, i);
        double corrected = m.at(i) / (1 - Math.pow(adam.beta1(), t));
        double deviation = Math.sqrt(v.at(i)) / Math.sqrt(1 - Math.pow(adam.beta2(), t));
        double decayed = weight.at(i) * (1 - launch.learningRate() * adam.weightDecay());
        weight.set(decayed - launch.learningRate() * corrected / (deviation + adam.epsilon()), i);
    }
}
