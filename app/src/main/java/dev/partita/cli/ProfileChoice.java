package dev.partita.cli;

import dev.partita.cpu.CpuBackend;
import dev.partita.device.Backend;
import dev.partita.device.BackendUnavailable;
import dev.partita.hardware.Cluster;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import org.jspecify.annotations.Nullable;

/** Finds the profile that a cluster's plans are compiled under: this machine as measured, or a card's data sheet. */
final class ProfileChoice implements AutoCloseable {
    private final Session session;
    private @Nullable Backend opened;

    ProfileChoice(Session session) {
        this.session = session;
    }

    Profile of(Cluster cluster) {
        if (!cluster.virtual()) {
            return Profiles.analytic(cluster.device(0));
        }
        return new Profile(
                "cpu", true, backend().catalog(), 64, 0, Runtime.getRuntime().availableProcessors(), 5e9);
    }

    /** The runtime of virtual devices; its library is loaded when it is first needed. */
    Backend backend() {
        if (opened == null) {
            VectorModule.load();
            try {
                opened = CpuBackend.open();
            } catch (BackendUnavailable missing) {
                throw new CommandFailure(ExitCode.RUN, String.valueOf(missing.getMessage()));
            }
        }
        return opened;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
