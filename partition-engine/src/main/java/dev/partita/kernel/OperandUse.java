package dev.partita.kernel;

import dev.partita.tensor.TensorSpec;

/** One operand position of a kernel: its role in the formula, its physical shape and whether it is read or written. */
public record OperandUse(String role, TensorSpec spec, Access access) {
    /** How a kernel touches an operand. {@code UPDATE} reads the old content and writes the new one (accumulation). */
    public enum Access {
        READ,
        WRITE,
        UPDATE
    }

    public static OperandUse read(String role, TensorSpec spec) {
        return new OperandUse(role, spec, Access.READ);
    }

    public static OperandUse write(String role, TensorSpec spec) {
        return new OperandUse(role, spec, Access.WRITE);
    }

    public static OperandUse update(String role, TensorSpec spec) {
        return new OperandUse(role, spec, Access.UPDATE);
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
