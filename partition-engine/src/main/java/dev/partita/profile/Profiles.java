package dev.partita.profile;

import dev.partita.hardware.DeviceModel;
import dev.partita.quantity.Bytes;
import java.util.Set;

/** The profiles that need no runtime. */
public final class Profiles {
    public static final String ANALYTIC = "analytic";

    public static final String MEGATRON = "megatron";

    /** CUDA hands out memory in multiples of 512 bytes, as its caching allocators do. */
    private static final int ALIGNMENT_BYTES = 512;

    /** Context and kernels take 0.5 to 1.5 GB on every card; the figure between. */
    private static final Bytes CONTEXT = Bytes.gibibytes(1);

    private Profiles() {}

    /**
     * A card as its data sheet describes it; memory and time are estimates. A virtual device has no driver and so no
     * context: its nominal figures stand in until this machine is measured.
     */
    public static Profile analytic(DeviceModel device) {
        long overhead = device.virtual() ? 0 : CONTEXT.count();
        return new Profile(ANALYTIC, false, new AnalyticCatalog(device), ALIGNMENT_BYTES, overhead, 0, 0);
    }

    /**
     * The cards that the constants of {@link Efficiency#MEGATRON} and {@link LinkEfficiency#NCCL} hold for: they were
     * fitted on the one with 80 GB, and the other has the same chip and the same links.
     */
    private static final Set<String> MEASURED = Set.of("a100-80g-sxm", "a100-40g-sxm");

    /** What is known best of a card: as measured where somebody measured it, else as its data sheet says. */
    public static Profile of(DeviceModel device) {
        return MEASURED.contains(device.name()) ? megatron(device) : analytic(device);
    }

    /** A card that Megatron-LM trains on: times of kernels and links with what it was measured to reach. */
    public static Profile megatron(DeviceModel device) {
        return new Profile(
                MEGATRON,
                false,
                new AnalyticCatalog(device, Efficiency.MEGATRON),
                ALIGNMENT_BYTES,
                CONTEXT.count(),
                0,
                0,
                new MeasuredLinks(new CollectiveCosts(LinkEfficiency.NCCL), Efficiency.MEGATRON));
    }
}
