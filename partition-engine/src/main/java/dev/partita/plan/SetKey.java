package dev.partita.plan;

import dev.partita.quantity.Quantities;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** One key of {@code partita set}; those whose choice decides what others may be come first. */
enum SetKey {
    GLOBAL_BATCH("training.global_batch", (draft, value) -> draft.globalBatch = Numbers.count(value)),
    MICROBATCH("training.microbatch", (draft, value) -> draft.microbatch = Numbers.count(value)),
    SCHEDULE("training.schedule", (draft, value) -> draft.schedule = schedule(value)),
    OPTIMIZER("training.optimizer", (draft, value) -> draft.chooseOptimizer(value)),
    LEARNING_RATE("training.learning_rate", (draft, value) -> draft.peak = Numbers.number(value)),
    WARMUP_STEPS("training.warmup_steps", (draft, value) -> draft.warmupSteps = Numbers.steps(value)),
    TOTAL_STEPS("training.total_steps", (draft, value) -> draft.totalSteps = Numbers.steps(value)),
    FINAL_FRACTION("training.final_fraction", (draft, value) -> draft.finalFraction = Numbers.number(value)),
    CLIP_NORM("training.clip_norm", (draft, value) -> draft.clipNorm = Numbers.number(value)),
    WEIGHT_DECAY("training.weight_decay", (draft, value) -> draft.changeWeightDecay(Numbers.number(value))),
    MOMENTUM("training.momentum", (draft, value) -> draft.changeMomentum(Numbers.number(value))),
    DATA_TYPE("training.data_type", (draft, value) -> draft.precision = precision(value)),
    RECOMPUTE("training.recompute", (draft, value) -> draft.recompute = recompute(value)),
    ZERO("training.zero", (draft, value) -> draft.zero = zero(value)),
    FROZEN("training.frozen", (draft, value) -> draft.frozen = frozen(value)),
    CLUSTER("cluster", (draft, value) -> draft.chooseCluster(value)),
    CLUSTER_MEMORY(
            "cluster.memory",
            (draft, value) ->
                    draft.memoryBytes = OptionalLong.of(Quantities.bytes(value).count())),
    CLUSTER_LINK_BANDWIDTH(
            "cluster.link_bandwidth",
            (draft, value) -> draft.linkBytesPerSecond =
                    OptionalDouble.of(Quantities.bandwidth(value).rate())),
    CLUSTER_LINK_LATENCY(
            "cluster.link_latency",
            (draft, value) -> draft.linkLatencySeconds =
                    OptionalDouble.of(Quantities.seconds(value).value())),
    DATA("data", (draft, value) -> draft.data = value),
    BILL_PRICE("bill.price", (draft, value) -> draft.rates.changePrice(value)),
    BILL_PRICED_ON("bill.priced_on", (draft, value) -> draft.rates.pricedOn = Optional.of(value)),
    BILL_WATTS("bill.watts", (draft, value) -> draft.rates.watts = RatesDraft.own(value)),
    BILL_POWER_USAGE("bill.pue", (draft, value) -> draft.rates.powerUsage = Numbers.number(value)),
    BILL_CARBON("bill.carbon", (draft, value) -> draft.rates.carbon = Numbers.number(value)),
    BILL_AVAILABILITY("bill.availability", (draft, value) -> draft.rates.availability = Numbers.number(value));

    private final String text;
    private final BiConsumer<SettingsDraft, String> setter;

    SetKey(String text, BiConsumer<SettingsDraft, String> setter) {
        this.text = text;
        this.setter = setter;
    }

    /** The key as people type it. */
    String text() {
        return text;
    }

    void set(SettingsDraft draft, String value) {
        try {
            setter.accept(draft, value);
        } catch (Numbers.Unreadable unreadable) {
            throw new InvalidSetting(unreadable.about(text));
        }
    }

    private static Schedule schedule(String value) {
        List<String> keys = Arrays.stream(Schedule.values()).map(Schedule::key).toList();
        return Arrays.stream(Schedule.values())
                .filter(schedule -> schedule.key().equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        Sentence.of("engine.set.choice", "training.schedule", Listing.or(keys), value)));
    }

    private static Recompute recompute(String value) {
        List<String> keys =
                Arrays.stream(Recompute.values()).map(Recompute::key).toList();
        return Arrays.stream(Recompute.values())
                .filter(recompute -> recompute.key().equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        Sentence.of("engine.set.choice", "training.recompute", Listing.or(keys), value)));
    }

    private static Zero zero(String value) {
        List<String> stages = Arrays.stream(Zero.values())
                .map(zero -> String.valueOf(zero.stage()))
                .toList();
        return Arrays.stream(Zero.values())
                .filter(zero -> String.valueOf(zero.stage()).equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        Sentence.of("engine.set.choice", "training.zero", Listing.or(stages), value)));
    }

    private static Precision precision(String value) {
        List<String> keys =
                Arrays.stream(Precision.values()).map(Precision::key).toList();
        return Arrays.stream(Precision.values())
                .filter(precision -> precision.key().equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        Sentence.of("engine.set.choice", "training.data_type", Listing.or(keys), value)));
    }

    /** Patterns between commas; {@code none} where every parameter is trained. */
    private static List<String> frozen(String value) {
        return value.equals("none")
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    private static void onlySupported(String key, String supported, String value) {
        if (!value.equals(supported)) {
            throw new InvalidSetting(Sentence.of("engine.set.only", key, supported, value));
        }
    }
}
