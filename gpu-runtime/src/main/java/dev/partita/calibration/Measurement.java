package dev.partita.calibration;

import dev.partita.kernel.Kernel;

/**
 * What one call of a kernel took here.
 *
 * @param workspaceBytes scratch memory it was given
 * @param seconds processor time of the one thread that ran it
 * @param flops its arithmetic, and
 * @param trafficBytes its operands' bytes: by these it tells how long kernels of its kind take that nobody measured
 */
public record Measurement(long workspaceBytes, double seconds, double flops, long trafficBytes) {
    static Measurement of(Kernel kernel, long workspaceBytes, double seconds) {
        return new Measurement(workspaceBytes, seconds, kernel.flops(), kernel.trafficBytes());
    }

    /** Arithmetic and traffic as one number: the seconds of a middling core. Only ratios of it are used. */
    double work() {
        return work(flops, trafficBytes);
    }

    static double work(double flops, long trafficBytes) {
        return 1e-6 + flops / 50e9 + trafficBytes / 10e9;
    }
}
