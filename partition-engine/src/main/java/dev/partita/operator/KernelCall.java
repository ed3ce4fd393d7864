package dev.partita.operator;

import dev.partita.kernel.Kernel;
import java.util.List;

/** A kernel with its operands in the kernel's order. */
public record KernelCall(Kernel kernel, List<Operand> operands) {
    public KernelCall {
        operands = List.copyOf(operands);
        int wanted = kernel.operands().size();
        if (operands.size() != wanted) {
            throw new IllegalArgumentException(kernel.getClass().getSimpleName() + " takes " + wanted
                    + " operands, found " + operands.size() + ".");
        }
    }

    public static KernelCall of(Kernel kernel, Operand... operands) {
        return new KernelCall(kernel, List.of(operands));
    }
}
