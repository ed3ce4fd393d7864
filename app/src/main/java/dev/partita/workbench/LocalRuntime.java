package dev.partita.workbench;

import dev.partita.cpu.CpuBackend;
import dev.partita.device.Backend;
import dev.partita.device.BackendUnavailable;
import dev.partita.hardware.Cluster;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import org.jspecify.annotations.Nullable;

/**
 * This machine's devices, and the profile that a cluster's plans are compiled under: this machine as measured, or a
 * card's data sheet. For any thread.
 */
public final class LocalRuntime implements AutoCloseable {
    private @Nullable Backend opened;

    public Profile profile(Cluster cluster) {
        if (!cluster.virtual()) {
            return Profiles.analytic(cluster.device(0));
        }
        return new Profile(
                "cpu", true, backend().catalog(), 64, 0, Runtime.getRuntime().availableProcessors(), 5e9);
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

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
