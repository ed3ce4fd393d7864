package dev.partita.timeline;

import dev.partita.kernel.Kernel;
import java.util.List;

/**
 * A kernel in a roofline: all calls of equal kernels in one step.
 *
 * @param layers those that call it, in order
 * @param calls in one step, on all devices of the model
 * @param secondsPerStep of all calls
 * @param estimated true where its time was not measured but scaled from others or read off a data sheet
 */
public record KernelDot(Kernel kernel, List<String> layers, long calls, double secondsPerStep, boolean estimated) {
    public KernelDot {
        layers = List.copyOf(layers);
    }

    public KernelFamily family() {
        return KernelFamily.of(kernel);
    }

    public String name() {
        return kernel.getClass().getSimpleName();
    }

    /** Whether it has a place in the diagram: kernels that only move bytes have none. */
    public boolean computes() {
        return kernel.flops() > 0 && kernel.trafficBytes() > 0 && secondsPerStep > 0;
    }

    public double flopsPerByte() {
        return kernel.flops() / kernel.trafficBytes();
    }

    public double flopsPerSecond() {
        return kernel.flops() * calls / secondsPerStep;
    }

    public double bytesPerSecond() {
        return (double) kernel.trafficBytes() * calls / secondsPerStep;
    }
}
