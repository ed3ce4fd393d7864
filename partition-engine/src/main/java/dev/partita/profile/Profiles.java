package dev.partita.profile;

import dev.partita.hardware.DeviceModel;
import dev.partita.quantity.Bytes;

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

    /** A card that Megatron-LM trains on: times with what it was measured to reach. */
    public static Profile megatron(DeviceModel device) {
        return new Profile(
                MEGATRON,
                false,
                new AnalyticCatalog(device, Efficiency.MEGATRON),
                ALIGNMENT_BYTES,
                CONTEXT.count(),
                0,
                0);
    }
}
