package dev.partita.workbench;

import dev.partita.calibration.Calibration;
import dev.partita.calibration.MeasuredCatalog;
import dev.partita.cpu.CpuBackend;
import dev.partita.device.Backend;
import dev.partita.device.BackendUnavailable;
import dev.partita.hardware.Cluster;
import dev.partita.kernel.Kernel;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.settings.CalibrationStore;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * This machine's devices, and the profile that a cluster's plans are compiled under: this machine as measured, or
 * what is known best of a card. For any thread.
 */
public final class LocalRuntime implements AutoCloseable {
    /** Until it is measured: that of a middling core. */
    private static final double UNMEASURED_COPY_BYTES_PER_SECOND = 5e9;

    private final CalibrationStore stored;
    private @Nullable Backend opened;
    private @Nullable Calibration calibration;

    /** @param stored where this machine's measured kernels are kept */
    public LocalRuntime(CalibrationStore stored) {
        this.stored = stored;
    }

    /** Answers at once: kernels that nobody measured are estimated, and said to be. */
    public Profile profile(Cluster cluster) {
        if (!cluster.virtual()) {
            return Profiles.of(cluster.device(0));
        }
        MeasuredCatalog catalog = calibration().catalog();
        return new Profile(
                "cpu",
                true,
                catalog,
                64,
                0,
                Runtime.getRuntime().availableProcessors(),
                catalog.copyBytesPerSecond().orElse(UNMEASURED_COPY_BYTES_PER_SECOND));
    }

    /** The runtime of virtual devices; its library is loaded when it is first needed. */
    public synchronized Backend backend() {
        if (opened == null) {
            VectorModule.load();
            try {
                opened = CpuBackend.open();
            } catch (BackendUnavailable missing) {
                throw new WorkFailure(WorkFailure.Kind.RUN, missing.sentence());
            }
        }
        return opened;
    }

    /** What this machine's virtual devices were measured to take. */
    public synchronized Calibration calibration() {
        if (calibration == null) {
            calibration = new Calibration(backend(), new KernelTimes(stored));
        }
        return calibration;
    }

    /**
     * Measures what a plan's prediction needs and nobody measured yet: seconds the first time, nothing afterwards. Until
     * then, and for other threads meanwhile, the profile's times are estimates.
     *
     * @return whether anything was measured
     */
    public boolean calibrate(Plan plan, DoubleConsumer progress) {
        return plan.cluster().virtual() && calibration().fill(kernels(plan), progress);
    }

    /** What a plan makes virtual devices run; nothing where it does not compile, which a check explains. */
    public Set<Kernel> kernels(Plan plan) {
        try {
            return switch (Compiler.compile(plan, profile(plan.cluster()))) {
                case Compilation.Compiled(var program) -> program.kernels();
                case Compilation.Refused _ -> Set.of();
            };
        } catch (IllegalArgumentException notForThisDevice) {
            return Set.of();
        }
    }

    @Override
    public synchronized void close() {
        if (calibration != null) {
            calibration.close();
        }
        if (opened != null) {
            opened.close();
        }
    }
}
