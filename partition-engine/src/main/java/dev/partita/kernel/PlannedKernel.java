package dev.partita.kernel;

import java.util.List;

/**
 * A kernel that is known by what it touches and how much it computes, and that no device runs yet: layers of imported
 * models are placed, checked and costed with it. Operands as listed.
 *
 * @param operator what it computes, for people
 * @param flops operations of one call; 0 where nobody knows
 * @param product whether its operations are those of a matrix product, which count as useful work
 */
public record PlannedKernel(String operator, List<OperandUse> operands, double flops, boolean product)
        implements Kernel {
    public PlannedKernel {
        operands = List.copyOf(operands);
    }
}
