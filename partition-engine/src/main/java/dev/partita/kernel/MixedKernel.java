package dev.partita.kernel;

import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A kernel some of whose operands are in 16 bits. It computes what it would on these values in fp32, sums included, and
 * rounds each result that is kept in 16 bits once, to nearest even. Operands: those of {@code computed}.
 *
 * @param computed the kernel as it is in fp32
 * @param types by operand
 * @param scalesLoss true where results are multiplied by the step's loss scale before they are rounded
 */
public record MixedKernel(Kernel computed, List<DataType> types, boolean scalesLoss) implements Kernel {
    public MixedKernel {
        types = List.copyOf(types);
        if (types.size() != computed.operands().size() || types.stream().noneMatch(DataType::half)) {
            throw new IllegalArgumentException("A mixed kernel has one type for each of its "
                    + computed.operands().size() + " operands, some of them of 16 bits, found " + types + ".");
        }
    }

    /** The 16-bit type. */
    public DataType type() {
        return types.stream().filter(DataType::half).findFirst().orElseThrow();
    }

    /** What a kernel computes, whatever the types of its operands. */
    public static Kernel computed(Kernel kernel) {
        return kernel instanceof MixedKernel mixed ? mixed.computed() : kernel;
    }

    @Override
    public List<OperandUse> operands() {
        List<OperandUse> uses = new ArrayList<>(computed.operands());
        for (int i = 0; i < types.size(); i++) {
            if (uses.get(i).spec().type() != types.get(i)) {
                uses.set(i, uses.get(i).in(types.get(i)));
            }
        }
        return uses;
    }

    @Override
    public double flops() {
        return computed.flops();
    }

    /** Begins with the kind of kernel and the type: measurements are filed under it. */
    @Override
    public String toString() {
        String widths = types.stream()
                .map(type -> String.valueOf(Byte.SIZE * type.bytes()))
                .collect(Collectors.joining(", "));
        return type() + " " + computed + (scalesLoss ? " scaled (" : " (") + widths + ")";
    }
}
