package dev.partita.cli;

import dev.partita.ui.measure.Measurement;
import java.util.List;

/** A table of the documentation, measured on the machine at hand. */
interface Benchmark {
    /** In the order in which they are measured: what is new to this process comes out slower, as it does for a user. */
    List<Benchmark> ALL = List.of(
            HoverBenchmark.OF_LARGE_MODELS,
            ScaleBenchmark.OF_CLUSTERS,
            new WindowBenchmark(Measurement.START),
            new WindowBenchmark(Measurement.PAN),
            new WindowBenchmark(Measurement.CARDS),
            new WindowBenchmark(Measurement.OPEN),
            new WindowBenchmark(Measurement.LIVE));

    /** What the command line calls it. */
    String name();

    /** Takes seconds to minutes. */
    Report measure();
}
