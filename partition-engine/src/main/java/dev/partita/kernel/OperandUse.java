package dev.partita.kernel;

import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;

/**
 * One operand position of a kernel: its role in the formula, its physical shape and whether it is read or written.
 *
 * @param exact true for statistics, which stay in fp32 where layers compute in 16 bits
 */
public record OperandUse(String role, TensorSpec spec, Access access, boolean exact) {
    /** How a kernel touches an operand. {@code UPDATE} reads the old content and writes the new one (accumulation). */
    public enum Access {
        READ,
        WRITE,
        UPDATE
    }

    public static OperandUse read(String role, TensorSpec spec) {
        return new OperandUse(role, spec, Access.READ, false);
    }

    public static OperandUse write(String role, TensorSpec spec) {
        return new OperandUse(role, spec, Access.WRITE, false);
    }

    public static OperandUse update(String role, TensorSpec spec) {
        return new OperandUse(role, spec, Access.UPDATE, false);
    }

    /** This operand as a statistic. */
    public OperandUse exactly() {
        return new OperandUse(role, spec, access, true);
    }

    /** This operand in another type. */
    public OperandUse in(DataType type) {
        return new OperandUse(role, new TensorSpec(spec.shape(), type), access, exact);
    }

    public boolean writes() {
        return access != Access.READ;
    }

    public boolean reads() {
        return access != Access.WRITE;
    }

    /** Bytes this operand moves over the memory bus when nothing is cached. */
    public long trafficBytes() {
        return access == Access.UPDATE ? Math.multiplyExact(2L, spec.bytes()) : spec.bytes();
    }
}
