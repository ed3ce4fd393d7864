package dev.partita.workbench;

import dev.partita.bill.Bill;
import dev.partita.data.Dataset;
import dev.partita.data.Datasets;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.BillRates;
import dev.partita.plan.Training;
import dev.partita.quantity.Quantities;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.Tokens;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How much a plan is trained on.
 *
 * @param count as people write it, such as {@code 300B}
 */
public record TrainedAmount(Unit unit, String count) {
    /** What is counted. */
    public enum Unit {
        TOKENS,
        SAMPLES,
        /** Passes over the project's data. */
        EPOCHS;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the training set-up says, in tokens where samples hold any; empty where it has no last step. */
    public static Optional<TrainedAmount> stated(ModelGraph graph, Training training) {
        int steps = training.learningRate().totalSteps();
        if (steps == 0) {
            return Optional.empty();
        }
        long samples = product(steps, training.globalBatch());
        long perSample = Tokens.perSample(graph);
        return Optional.of(
                perSample == 0
                        ? new TrainedAmount(Unit.SAMPLES, String.valueOf(samples))
                        : new TrainedAmount(Unit.TOKENS, String.valueOf(product(samples, perSample))));
    }

    /**
     * The bill for this amount. Epochs open the data to count it.
     *
     * @throws dev.partita.text.Refusal if the count is unreadable or the model cannot be counted so
     */
    public Bill bill(Simulation step, BillRates rates, Supplier<Optional<Path>> data) {
        long counted = Quantities.count(count);
        return switch (unit) {
            case TOKENS -> Bill.ofTokens(step, rates, counted);
            case SAMPLES -> Bill.of(step, rates, counted);
            case EPOCHS -> {
                ModelGraph graph = step.timeline().program().plan().graph();
                try (Dataset opened = Datasets.open(graph, data.get())) {
                    yield Bill.of(step, rates, product(counted, opened.samples()));
                }
            }
        };
    }

    private static long product(long times, long samples) {
        return Quantities.count(
                BigInteger.valueOf(times).multiply(BigInteger.valueOf(samples)).toString());
    }
}
