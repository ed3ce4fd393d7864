package dev.partita.accuracy;

import dev.partita.hardware.Clusters;
import dev.partita.sweep.CommaTable;
import dev.partita.sweep.Configuration;
import dev.partita.sweep.Recompute;
import dev.partita.sweep.Sweep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of measured and published runs. Only the first two have parts that were fitted and parts that are reported;
 * the split is by model, so that no model is in both.
 */
public enum GroundTruth {
    A100_SINGLE_NODE(
            "a100-single-node.csv",
            "a100-80g-sxm:1x8",
            "iteration_time_ms",
            1e-3,
            c -> c.layers() == 12,
            Optional.empty()),
    A100_MULTI_NODE(
            "a100-multi-node.csv",
            "a100-80g-sxm:32x8",
            "iteration_time_ms",
            1e-3,
            c -> c.width() == 3072,
            Optional.empty()),
    MEGATRON_SC21(
            "megatron-sc21-table1.csv",
            "a100-80g-sxm:384x8",
            "iter_s_derived_from_96BslhF",
            1,
            c -> false,
            Optional.of(Recompute.FULL)),
    KORTHIKANTI(
            "korthikanti.csv",
            "a100-80g-sxm:35x8",
            "iter_s_full_recompute",
            1,
            c -> false,
            Optional.of(Recompute.FULL)),
    MEGATRON_CORE_H100(
            "megatron-core-h100.csv",
            "h100-80g-sxm:768x8",
            "iter_s_derived_72BslhF",
            1,
            c -> false,
            Optional.of(Recompute.NONE));

    private final String resource;
    private final String cluster;
    private final String measuredColumn;
    private final double measuredUnitSeconds;
    private final Predicate<Configuration> fitted;
    private final Optional<Recompute> published;

    GroundTruth(
            String resource,
            String cluster,
            String measuredColumn,
            double measuredUnitSeconds,
            Predicate<Configuration> fitted,
            Optional<Recompute> published) {
        this.resource = resource;
        this.cluster = cluster;
        this.measuredColumn = measuredColumn;
        this.measuredUnitSeconds = measuredUnitSeconds;
        this.fitted = fitted;
        this.published = published;
    }

    public String resource() {
        return resource;
    }

    public String cluster() {
        return cluster;
    }

    /** Parts this file has. */
    public List<Part> parts() {
        return published.isEmpty() ? List.of(Part.FITTED, Part.REPORTED) : List.of(Part.CROSS_CHECK);
    }

    /** The rows of one part alone; the others are not predicted. */
    public List<MeasuredRun> runs(Part part) {
        CommaTable all = CommaTable.parse(text(resource));
        int measured = all.column(measuredColumn);
        Sweep sweep = new Sweep(Clusters.parse(cluster));
        List<MeasuredRun> runs = new ArrayList<>();
        for (List<String> cells : all.rows()) {
            Optional<Configuration> configuration =
                    sweep.configuration(all, cells).map(this::asPublished).filter(c -> part(c) == part);
            if (configuration.isPresent()) {
                double seconds = Double.parseDouble(cells.get(measured)) * measuredUnitSeconds;
                sweep.predict(configuration.get())
                        .stepSeconds()
                        .ifPresent(predicted -> runs.add(new MeasuredRun(configuration.get(), seconds, predicted)));
            }
        }
        return List.copyOf(runs);
    }

    /** Of cross-checks it is known whether they recompute: the formula behind the published time counts it or not. */
    private Configuration asPublished(Configuration configuration) {
        return published.map(configuration::with).orElse(configuration);
    }

    private Part part(Configuration configuration) {
        if (published.isPresent()) {
            return Part.CROSS_CHECK;
        }
        return fitted.test(configuration) ? Part.FITTED : Part.REPORTED;
    }

    static String text(String resource) {
        try (InputStream in = GroundTruth.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its resource " + resource + "; install it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " cannot be read; install again.", e);
        }
    }
}
