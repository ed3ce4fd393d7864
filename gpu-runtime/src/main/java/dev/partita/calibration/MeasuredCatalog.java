package dev.partita.calibration;

import dev.partita.kernel.Kernel;
import dev.partita.profile.KernelCatalog;
import dev.partita.profile.KernelCost;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times as measured on this machine. A kernel that nobody measured yet is answered at once too, marked as estimated: from
 * the measured kernel of its kind that is nearest in work, scaled by the work of both; else at nominal rates. So a drag
 * never waits; {@link Calibration} fills what is missing, before a prediction counts or in the background.
 */
public final class MeasuredCatalog implements KernelCatalog {
    private final KernelCatalog nominal;
    private final Map<String, Measurement> measured;
    /** Per kind of kernel, for estimates. */
    private final Map<String, List<Measurement>> byKind = new ConcurrentHashMap<>();

    /** @param nominal of the devices that were measured: exact workspaces, rough seconds */
    public MeasuredCatalog(KernelCatalog nominal, Map<String, Measurement> measured) {
        this.nominal = nominal;
        this.measured = new ConcurrentHashMap<>(measured);
    }

    @Override
    public KernelCost cost(Kernel kernel) {
        Measurement known = measured.get(kernel.toString());
        return known == null ? estimate(kernel) : new KernelCost(known.workspaceBytes(), known.seconds(), false);
    }

    @Override
    public String fingerprint() {
        return nominal.fingerprint();
    }

    /** Those of the kernels, each once, whose time is not measured. */
    public Set<Kernel> missing(Collection<Kernel> kernels) {
        Set<Kernel> missing = new LinkedHashSet<>(kernels);
        missing.removeIf(kernel -> measured.containsKey(kernel.toString()));
        return missing;
    }

    /** What was measured, by the kernel's text. */
    public Map<String, Measurement> measurements() {
        return Map.copyOf(measured);
    }

    /** Rate at which a core copies what one device sends another; empty until it was measured. */
    public OptionalDouble copyBytesPerSecond() {
        Measurement copy = measured.get(LinkCopy.NAME);
        return copy == null ? OptionalDouble.empty() : OptionalDouble.of(copy.trafficBytes() / copy.seconds());
    }

    /** How fast the device is; empty where nothing was measured. */
    public Rates rates() {
        return Rates.of(measured.values());
    }

    void add(Map<String, Measurement> newer) {
        measured.putAll(newer);
        byKind.clear();
    }

    private KernelCost estimate(Kernel kernel) {
        KernelCost rough = nominal.cost(kernel);
        double work = Measurement.work(kernel.flops(), kernel.trafficBytes());
        double seconds = nearest(kind(kernel.toString()), work)
                .map(known -> known.seconds() * work / known.work())
                .orElse(rough.seconds());
        return new KernelCost(rough.workspaceBytes(), seconds, true);
    }

    private Optional<Measurement> nearest(String kind, double work) {
        return byKind.computeIfAbsent(kind, this::ofKind).stream()
                .min(Comparator.comparingDouble(known -> Math.abs(Math.log(known.work() / work))));
    }

    private List<Measurement> ofKind(String kind) {
        return measured.entrySet().stream()
                .filter(entry -> kind(entry.getKey()).equals(kind))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** {@code MatMul} of {@code MatMul[m=8, ...]}. */
    private static String kind(String kernel) {
        return kernel.substring(0, Math.max(0, kernel.indexOf('[')));
    }
}
