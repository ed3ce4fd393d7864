package dev.partita.program;

import dev.partita.kernel.ElementwiseKernel.Accumulate;
import dev.partita.kernel.ElementwiseKernel.Cast;
import dev.partita.kernel.ElementwiseKernel.Zero;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.UpdateKernel.AdamWUpdate;
import dev.partita.kernel.UpdateKernel.ClipFactor;
import dev.partita.kernel.UpdateKernel.SgdUpdate;
import dev.partita.kernel.UpdateKernel.SquareSum;
import dev.partita.kernel.UpdateKernel.UnscaleFactor;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Training;
import dev.partita.tensor.DataType;
import java.util.HashMap;
import java.util.Map;

/** What the step does once with each parameter and scalar; parameters of equal size share their kernels. */
final class UpdateKernels {
    private record Kernels(Kernel zero, Kernel cast, Kernel update) {}

    private record Squares(long elements, int copies) {}

    private static final DataType TYPE = DataType.FLOAT32;

    /** Of one number in double precision: a loss, a sum of squares. */
    final Kernel zeroScalar = new Zero(1, DataType.FLOAT64);

    final Kernel addScalar = new Accumulate(1, DataType.FLOAT64);
    final Kernel clipFactor;
    private final Training training;
    private final Map<Long, Kernels> byElements = new HashMap<>();
    private final Map<Squares, Kernel> squares = new HashMap<>();

    UpdateKernels(Training training) {
        this.training = training;
        this.clipFactor = training.precision().scalesLoss()
                ? new UnscaleFactor(training.clips() ? training.clipNorm() : Double.POSITIVE_INFINITY)
                : new ClipFactor(training.clipNorm());
    }

    Kernel zero(long elements) {
        return of(elements).zero();
    }

    /** @param copies how many ranks sum up the same squares */
    Kernel squareSum(long elements, int copies) {
        return squares.computeIfAbsent(
                new Squares(elements, copies), wanted -> new SquareSum(wanted.elements(), wanted.copies(), TYPE));
    }

    /** From master weights to those that layers read. */
    Kernel cast(long elements) {
        return of(elements).cast();
    }

    Kernel update(long elements) {
        return of(elements).update();
    }

    private Kernels of(long elements) {
        return byElements.computeIfAbsent(
                elements,
                count -> new Kernels(
                        new Zero(count, TYPE),
                        new Cast(count, TYPE, training.precision().type()),
                        updateKernel(count)));
    }

    private Kernel updateKernel(long elements) {
        return switch (training.optimizer()) {
            case Optimizer.Sgd(double momentum, double decay) ->
                new SgdUpdate(elements, momentum, decay, training.takesNorm(), TYPE);
            case Optimizer.AdamW(double beta1, double beta2, double epsilon, double decay) ->
                new AdamWUpdate(elements, beta1, beta2, epsilon, decay, training.takesNorm(), TYPE);
        };
    }
}
