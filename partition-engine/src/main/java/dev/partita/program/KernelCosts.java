package dev.partita.program;

import dev.partita.kernel.Kernel;
import dev.partita.profile.KernelCatalog;
import dev.partita.profile.KernelCost;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A catalog's answers during one compilation. Equal layers share their kernels, so asking by identity first leaves a few
 * dozen questions of thousands; and all steps of a program are costed alike, even if the catalog learns meanwhile.
 */
final class KernelCosts {
    private final KernelCatalog catalog;
    private final Map<Kernel, KernelCost> known = new IdentityHashMap<>();

    KernelCosts(KernelCatalog catalog) {
        this.catalog = catalog;
    }

    KernelCost of(Kernel kernel) {
        KernelCost cost = known.get(kernel);
        if (cost == null) {
            cost = catalog.cost(kernel);
            known.put(kernel, cost);
        }
        return cost;
    }
}
