package dev.partita.operator;

import dev.partita.kernel.Kernel;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Temporary;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A sequence being put together of kernels that read one tensor and write one. What lies between two of them is a
 * temporary.
 */
final class Chain {
    private final List<TensorSpec> temporaries;
    final List<KernelCall> calls = new ArrayList<>();

    /** @param temporaries those of the layer, to which this adds its own */
    Chain(List<TensorSpec> temporaries) {
        this.temporaries = temporaries;
    }

    /** A layer that is nothing but kernels of this kind in both directions; without any, it is its input. */
    static Lowering lowering(List<Kernel> forward, List<Kernel> gradient) {
        if (forward.isEmpty() && gradient.isEmpty()) {
            return new Lowering(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(new Operand.Output(0), new Operand.Input(0), new InputGradient(0), new OutputGradient(0)));
        }
        List<TensorSpec> temporaries = new ArrayList<>();
        Chain there = new Chain(temporaries);
        there.run(forward, new Operand.Input(0), new Operand.Output(0));
        Chain back = new Chain(temporaries);
        back.run(gradient, new OutputGradient(0), new InputGradient(0));
        return new Lowering(List.of(), temporaries, there.calls, back.calls, List.of(), Map.of());
    }

    Operand temporary(TensorSpec spec) {
        temporaries.add(spec);
        return new Temporary(temporaries.size() - 1);
    }

    void call(Kernel kernel, Operand... operands) {
        calls.add(KernelCall.of(kernel, operands));
    }

    /** Runs kernels one after the other from one operand to another; there is at least one. */
    void run(List<Kernel> kernels, Operand from, Operand to) {
        Operand at = run(kernels.subList(0, kernels.size() - 1), from);
        call(kernels.getLast(), at, to);
    }

    /** Runs kernels from an operand on and returns what holds the result: itself where there are none. */
    Operand run(List<Kernel> kernels, Operand from) {
        Operand at = from;
        for (Kernel kernel : kernels) {
            Operand next = temporary(kernel.operands().getLast().spec());
            call(kernel, at, next);
            at = next;
        }
        return at;
    }

    /** Where a kernel writes whose result further kernels bring to an operand: a temporary, or that operand itself. */
    Operand before(List<Kernel> kernels, Operand to, TensorSpec spec) {
        return kernels.isEmpty() ? to : temporary(spec);
    }

    /** The kernels after {@link #before}. */
    void end(List<Kernel> kernels, Operand from, Operand to) {
        if (!kernels.isEmpty()) {
            run(kernels, from, to);
        }
    }
}
