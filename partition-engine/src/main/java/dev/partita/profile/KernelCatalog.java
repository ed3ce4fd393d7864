package dev.partita.profile;

import dev.partita.kernel.Kernel;

/**
 * What a kind of device needs for each kernel. Implementations answer equal kernels with equal costs, from a cache
 * after the first time, and may be asked from several threads.
 */
public interface KernelCatalog {
    KernelCost cost(Kernel kernel);

    /** Library, version, instruction set, threads, card and driver: two catalogs with one fingerprint agree on bytes. */
    String fingerprint();
}
