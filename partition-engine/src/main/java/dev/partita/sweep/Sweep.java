package dev.partita.sweep;

import dev.partita.hardware.Cluster;
import dev.partita.profile.CollectiveCosts;
import dev.partita.profile.Efficiency;
import dev.partita.profile.LinkEfficiency;
import dev.partita.quantity.Bytes;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Predicts a table of configurations on one cluster, row by row. */
public final class Sweep {
    private final Cluster cluster;
    private final Bytes capacity;
    private final StepPredictor predictor;

    /** As Megatron trains on these devices. */
    public Sweep(Cluster cluster) {
        this(cluster, new SegmentModel(cluster, Efficiency.MEGATRON, new CollectiveCosts(LinkEfficiency.NCCL)));
    }

    Sweep(Cluster cluster, StepPredictor predictor) {
        this.cluster = cluster;
        this.capacity = cluster.machines().getFirst().model().capacity();
        this.predictor = predictor;
    }

    /**
     * A row of the result.
     *
     * @param prediction empty where the configuration is impossible
     * @param problem why it is impossible or does not fit
     */
    public record Row(
            Optional<Configuration> configuration, Optional<StepPrediction> prediction, Optional<Sentence> problem) {
        public OptionalDouble stepSeconds() {
            return prediction.stream().mapToDouble(StepPrediction::stepSeconds).findFirst();
        }
    }

    /** Exactly one row for each row of the table, in its order. */
    public List<Row> rows(CommaTable table) {
        ConfigurationReader reader = new ConfigurationReader(table, capacity.count());
        return table.rows().stream().map(cells -> row(reader, cells)).toList();
    }

    /** One row's configuration with what is assumed, if it has one. */
    public Optional<Configuration> configuration(CommaTable table, List<String> cells) {
        try {
            return Optional.of(new ConfigurationReader(table, capacity.count()).read(cells));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    private Row row(ConfigurationReader reader, List<String> cells) {
        try {
            return predict(reader.read(cells));
        } catch (Refusal refusal) {
            return new Row(Optional.empty(), Optional.empty(), Optional.of(refusal.sentence()));
        }
    }

    public Row predict(Configuration configuration) {
        Optional<Sentence> impossible = Legality.problem(configuration, cluster.deviceCount());
        if (impossible.isPresent()) {
            return new Row(Optional.of(configuration), Optional.empty(), impossible);
        }
        StepPrediction prediction = predictor.predict(configuration);
        return new Row(Optional.of(configuration), Optional.of(prediction), memoryProblem(prediction));
    }

    private Optional<Sentence> memoryProblem(StepPrediction prediction) {
        Bytes peak = new Bytes(Math.round(prediction.memory().peakBytes()));
        return peak.compareTo(capacity) <= 0
                ? Optional.empty()
                : Optional.of(Sentence.of("engine.sweep.memory", peak, capacity));
    }

    /** The input's columns, then {@link SweepColumns}. */
    public static CommaTable table(CommaTable input, List<Row> rows, SweepColumns columns) {
        List<List<String>> cells = IntStream.range(0, rows.size())
                .mapToObj(i -> columns.append(input.rows().get(i), rows.get(i)))
                .toList();
        return new CommaTable(columns.header(input.header()), cells);
    }
}
