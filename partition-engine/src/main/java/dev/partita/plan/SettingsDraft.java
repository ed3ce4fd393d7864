package dev.partita.plan;

import dev.partita.hardware.Clusters;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A project's settings while they are being changed: possible only once all are. */
final class SettingsDraft {
    long globalBatch;
    long microbatch;
    Schedule schedule;
    Recompute recompute;
    Zero zero;
    Precision precision;
    List<String> frozen;
    double peak;
    int warmupSteps;
    int totalSteps;
    double finalFraction;
    double clipNorm;
    OptionalLong memoryBytes;
    OptionalDouble linkBytesPerSecond;
    OptionalDouble linkLatencySeconds;
    String data;
    final RatesDraft rates;

    private Optimizer optimizer;
    private String notation;

    SettingsDraft(Project project, String plan) {
        Training training = project.plan(plan).training();
        globalBatch = training.globalBatch();
        microbatch = training.microbatch();
        schedule = training.schedule();
        recompute = training.recompute();
        zero = training.zero();
        precision = training.precision();
        frozen = training.frozen();
        optimizer = training.optimizer();
        peak = training.learningRate().peak();
        warmupSteps = training.learningRate().warmupSteps();
        totalSteps = training.learningRate().totalSteps();
        finalFraction = training.learningRate().finalFraction();
        clipNorm = training.clipNorm();
        notation = project.cluster().notation();
        memoryBytes = project.cluster().memoryBytes();
        linkBytesPerSecond = project.cluster().linkBytesPerSecond();
        linkLatencySeconds = project.cluster().linkLatencySeconds();
        data = project.data().orElse("");
        rates = new RatesDraft(project.rates());
    }

    /** Another optimizer starts with PyTorch's defaults, the same one keeps its constants. */
    void chooseOptimizer(String value) {
        optimizer = switch (value) {
            case "sgd" -> optimizer instanceof Optimizer.Sgd ? optimizer : new Optimizer.Sgd(0, 0);
            case "adamw" -> optimizer instanceof Optimizer.AdamW ? optimizer : Optimizer.AdamW.DEFAULT;
            default ->
                throw new InvalidSetting(Sentence.of(
                        "engine.set.choice", "training.optimizer", Listing.or(List.of("sgd", "adamw")), value));
        };
    }

    void changeWeightDecay(double decay) {
        optimizer = switch (optimizer) {
            case Optimizer.Sgd sgd -> new Optimizer.Sgd(sgd.momentum(), decay);
            case Optimizer.AdamW adam -> new Optimizer.AdamW(adam.beta1(), adam.beta2(), adam.epsilon(), decay);
        };
    }

    void changeMomentum(double momentum) {
        optimizer = switch (optimizer) {
            case Optimizer.Sgd sgd -> new Optimizer.Sgd(momentum, sgd.weightDecay());
            case Optimizer.AdamW _ -> throw new InvalidSetting(Sentence.of("engine.set.momentum"));
        };
    }

    /** Another cluster starts with its own figures. */
    void chooseCluster(String value) {
        Clusters.parse(value);
        if (!value.equals(notation)) {
            notation = value;
            memoryBytes = OptionalLong.empty();
            linkBytesPerSecond = OptionalDouble.empty();
            linkLatencySeconds = OptionalDouble.empty();
        }
    }

    Training training() {
        LearningRate rate = new LearningRate(peak, warmupSteps, totalSteps, finalFraction);
        return new Training(
                globalBatch, microbatch, schedule, optimizer, rate, clipNorm, recompute, zero, precision, frozen);
    }

    ClusterSpec cluster() {
        return new ClusterSpec(notation, memoryBytes, linkBytesPerSecond, linkLatencySeconds);
    }

    BillRates rates() {
        return rates.rates();
    }

    Optional<String> data() {
        return data.isEmpty() ? Optional.empty() : Optional.of(data);
    }
}
