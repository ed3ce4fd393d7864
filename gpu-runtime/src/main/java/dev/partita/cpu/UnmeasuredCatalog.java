package dev.partita.cpu;

import dev.partita.kernel.Kernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.kernel.PlannedKernel;
import dev.partita.profile.KernelCatalog;
import dev.partita.profile.KernelCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Workspace bytes exactly; seconds at the rates of a middling core until somebody measures. */
final class UnmeasuredCatalog implements KernelCatalog {
    private static final double FLOPS_PER_SECOND = 50e9;
    private static final double BYTES_PER_SECOND = 10e9;
    private static final double CALL_SECONDS = 2e-6;

    private final NativeLibrary library;
    private final String fingerprint;
    private final Map<Kernel, Long> workspaceBytes = new ConcurrentHashMap<>();

    UnmeasuredCatalog(NativeLibrary library) {
        this.library = library;
        // Scratchpads depend on library, instruction set and threads; vectors on their width; times on the processor.
        this.fingerprint =
                OneDnn.description() + ", 1 thread, vectors of " + Lanes.BYTES * Byte.SIZE + " bits, " + processor();
    }

    @Override
    public KernelCost cost(Kernel kernel) {
        double seconds = CALL_SECONDS + kernel.flops() / FLOPS_PER_SECOND + kernel.trafficBytes() / BYTES_PER_SECOND;
        return new KernelCost(workspaceBytes(kernel), seconds, true);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    private long workspaceBytes(Kernel kernel) {
        if (MixedKernel.computed(kernel) instanceof PlannedKernel) {
            return 0; // costed, never run
        }
        Long known = workspaceBytes.get(kernel);
        return known != null ? known : workspaceBytes.computeIfAbsent(kernel, this::query);
    }

    private long query(Kernel kernel) {
        try (OneDnn oneDnn = new OneDnn(library);
                Prepared prepared = CpuKernels.prepare(kernel, oneDnn)) {
            return prepared.workspaceBytes();
        }
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
