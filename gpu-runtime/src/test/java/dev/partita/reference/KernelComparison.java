package dev.partita.reference;

import dev.partita.device.Executable;
import dev.partita.device.Launch;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.OperandUse;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one kernel on a device and on {@link ReferenceKernels} from the same values, rounded to the operands' types.
 * Operands that are only written start as garbage; around every operand and the workspace lie guard bytes.
 */
public final class KernelComparison {
    private KernelComparison() {}

    /**
     * The {@link #relativeError} of each operand that the kernel writes, by role.
     *
     * @param operands contents before the call, in call order; those of operands that are only written are ignored
     * @throws AssertionError if the device changed an operand it may only read, or a byte around any of them
     */
    public static Map<String, Double> errors(
            Kernel kernel, Executable device, long workspaceBytes, Launch launch, double[]... operands) {
        List<OperandUse> uses = kernel.operands();
        try (Arena arena = Arena.ofConfined()) {
            List<GuardedSegment> segments = new ArrayList<>();
            for (int i = 0; i < uses.size(); i++) {
                segments.add(operand(arena, uses.get(i), operands[i]));
            }
            double[][] before = read(uses, segments);
            GuardedSegment workspace = GuardedSegment.allocate(arena, "the workspace", workspaceBytes);
            MemorySegment[] contents =
                    segments.stream().map(GuardedSegment::content).toArray(MemorySegment[]::new);
            device.run(contents, workspace.content(), launch);
            workspace.requireUntouchedGuards();
            segments.forEach(GuardedSegment::requireUntouchedGuards);
            return errors(kernel, launch, before, read(uses, segments));
        }
    }

    /** {@code norm(found - expected) / norm(expected)}, or the norm of the difference where all that is expected is 0. */
    public static double relativeError(double[] found, double[] expected) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += (found[i] - expected[i]) * (found[i] - expected[i]);
            norm += expected[i] * expected[i];
        }
        return Math.sqrt(difference) / (norm == 0 ? 1 : Math.sqrt(norm));
    }

    private static Map<String, Double> errors(Kernel kernel, Launch launch, double[][] before, double[][] found) {
        double[][] expected = Arrays.stream(before).map(double[]::clone).toArray(double[][]::new);
        ReferenceKernels.run(kernel, launch, expected);
        Map<String, Double> errors = new LinkedHashMap<>();
        for (int i = 0; i < found.length; i++) {
            OperandUse use = kernel.operands().get(i);
            if (use.writes()) {
                errors.put(use.role(), relativeError(found[i], expected[i]));
            } else if (!Arrays.equals(found[i], before[i])) {
                throw new AssertionError(kernel + " changed " + use.role() + ", which it may only read.");
            }
        }
        return errors;
    }

    private static GuardedSegment operand(Arena arena, OperandUse use, double[] values) {
        GuardedSegment segment =
                GuardedSegment.allocate(arena, use.role(), use.spec().bytes());
        if (use.reads()) {
            Segments.write(values, segment.content(), use.spec());
        }
        return segment;
    }

    private static double[][] read(List<OperandUse> uses, List<GuardedSegment> segments) {
        double[][] values = new double[uses.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = Segments.read(segments.get(i).content(), uses.get(i).spec());
        }
        return values;
    }
}
