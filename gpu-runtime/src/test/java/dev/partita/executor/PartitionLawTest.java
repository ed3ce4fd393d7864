package dev.partita.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.device.Backend;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Parameter;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.reference.ReferenceBackend;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law the product rests on: however a model is cut, it trains like one device, in exactly the bytes planned. Every
 * case runs under random task delays, with freed memory poisoned and guard bytes behind every buffer.
 */
class PartitionLawTest {
    private static final int STEPS = 3;
    private static Backend backend = new ReferenceBackend();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("partita.law.plans", 200));
    }

    static LongStream meshSeeds() {
        return LongStream.range(0, Long.getLong("partita.law.meshes", 120));
    }

    static LongStream otherMeshSeeds() {
        return LongStream.range(0, Long.getLong("partita.law.meshes", 120) / 3);
    }

    static LongStream textSeeds() {
        return LongStream.range(0, Long.getLong("partita.law.plans", 200) / 4);
    }

    static LongStream imageSeeds() {
        return seeds().limit(60);
    }

    static IntStream cuts() {
        return IntStream.range(1, RandomPlans.layers(TinyTraining.MODEL).size());
    }

    @BeforeAll
    static void open() {
        backend = new ReferenceBackend();
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_legal_partition_trains_like_one_device(long seed) {
        Plan plan = RandomPlans.draw(TinyTraining.MODEL, seed);
        agree(train(plan, seed), train(RandomPlans.reference(plan), seed), plan);
    }

    /** Experts on devices of their own, an encoder whose output every device reads, one table of distances on several. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("textSeeds")
    void any_legal_partition_of_a_text_model_trains_like_one_device(long seed) {
        Plan plan = RandomPlans.draw(TinyTextModel.MODEL, seed);
        agree(train(plan, seed), train(RandomPlans.reference(plan), seed), plan);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("imageSeeds")
    void any_legal_partition_of_an_image_model_trains_like_one_device(long seed) {
        Plan plan = RandomPlans.draw(TinyTraining.IMAGES, seed);
        agree(train(plan, seed), train(RandomPlans.reference(plan), seed), plan);
    }

    @ParameterizedTest(name = "cut before layer {0}")
    @MethodSource("cuts")
    void a_pipeline_may_be_cut_at_every_layer(int cut) {
        Plan drawn = RandomPlans.draw(TinyTraining.MODEL, cut);
        List<Rule> rules = RandomPlans.pipeline(
                RandomPlans.layers(TinyTraining.MODEL), new TreeSet<>(List.of(cut)), List.of(0, 1));
        Plan plan = RandomPlans.orList(
                new Plan(drawn.graph(), RandomPlans.cluster(2), new Placement(rules), drawn.training()));
        agree(train(plan, cut), train(RandomPlans.reference(plan), cut), plan);
    }

    @ParameterizedTest(name = "mesh seed {0}")
    @MethodSource("meshSeeds")
    void any_division_over_meshes_trains_like_one_device(long seed) {
        Plan plan = RandomMeshes.draw(TinyTraining.MODEL, seed);
        agree(train(plan, seed), train(RandomPlans.reference(plan), seed), plan);
    }

    @ParameterizedTest(name = "mesh seed {0}")
    @MethodSource("otherMeshSeeds")
    void any_division_of_text_and_image_models_trains_like_one_device(long seed) {
        for (ModelGraph model : List.of(TinyTextModel.MODEL, TinyTraining.IMAGES)) {
            Plan plan = RandomMeshes.draw(model, seed);
            agree(train(plan, seed), train(RandomPlans.reference(plan), seed), plan);
        }
    }

    /** Convolutions by what they write or read, or by groups, norms and poolings by channel, with all that is between. */
    @ParameterizedTest(name = "mesh seed {0}")
    @MethodSource("otherMeshSeeds")
    void any_division_by_channels_trains_like_one_device(long seed) {
        Plan plan = RandomMeshes.byChannels(TinyTraining.IMAGES, seed);
        agree(train(plan, seed), train(RandomPlans.reference(plan), seed), plan);
    }

    private static TinyTraining train(Plan plan, long seed) {
        return TinyTraining.run(plan, backend, STEPS, new ExecutionOptions(true, OptionalLong.of(seed), 20));
    }

    /** What is frozen is bit for bit what it was, on every device that holds it. */
    private static void staysFrozen(TinyTraining partitioned, Plan plan) {
        FrozenLayers frozen = new FrozenLayers(plan.graph(), plan.training().frozen());
        for (Parameter parameter : plan.graph().parameters()) {
            if (frozen.keeps(parameter.name())) {
                assertThat(partitioned.firstGradients().keySet())
                        .noneMatch(key -> key.endsWith(" " + parameter.name()));
                assertThat(partitioned.weights().entrySet())
                        .filteredOn(held -> held.getKey().endsWith(" " + parameter.name()))
                        .isNotEmpty()
                        .allSatisfy(held -> assertThat(held.getValue()).isEqualTo(TinyTraining.initial(parameter)));
            }
        }
    }

    /**
     * A partition adds up in another order. In fp32 that is rounding of the last places; in 16 bits a sum that goes on as an
     * activation or its gradient is rounded after a few, where ranks each have a part of it or several stages read one value. The bounds are then those of
     * the type, and for gradients, of which some cancel, by the norm of all of them;
     * a weight is as far off as what moved it.
     */
    private static void agree(TinyTraining partitioned, TinyTraining single, Plan plan) {
        staysFrozen(partitioned, plan);
        if (plan.training().precision().mixed()) {
            double all = Math.sqrt(single.firstGradients().values().stream()
                    .mapToDouble(gradient -> norm(gradient) * norm(gradient))
                    .sum());
            agree(partitioned, single, 2e-2, 2e-2, all, 2e-2, STEPS * TinyTraining.LEARNING_RATE * all);
        } else {
            agree(partitioned, single, 1e-5, 1e-5, 1e-3, 1e-4, 1e-3);
        }
    }

    private static void agree(
            TinyTraining partitioned,
            TinyTraining single,
            double ofLosses,
            double ofGradients,
            double leastNorm,
            double ofWeights,
            double leastMove) {
        for (int step = 0; step < STEPS; step++) {
            double expected = single.losses().get(step);
            assertThat(partitioned.losses().get(step)).isCloseTo(expected, within(ofLosses * Math.abs(expected)));
        }
        agree(partitioned.firstGradients(), single.firstGradients(), ofGradients, leastNorm);
        agree(partitioned.weights(), single.weights(), ofWeights, leastMove);
        partitioned.memory().forEach(memory -> {
            assertThat(memory.measuredPeak()).as("peak bytes").isEqualTo(memory.plannedPeak());
            assertThat(memory.measuredTouched()).as("bytes touched").isEqualTo(memory.plannedTouched());
        });
    }

    /** Every device's copy of a tensor is as far from the one-device run as the bound allows, measured by its norm. */
    private static void agree(
            Map<String, float[]> partitioned, Map<String, float[]> single, double bound, double leastNorm) {
        partitioned.forEach((deviceAndName, found) -> {
            String name = deviceAndName.substring(deviceAndName.indexOf(' ') + 1);
            float[] expected = single.getOrDefault("0 " + name, new float[0]);
            assertThat(distance(found, expected))
                    .as(deviceAndName)
                    .isLessThanOrEqualTo(bound * Math.max(norm(expected), leastNorm));
        });
        assertThat(partitioned.keySet().stream().map(key -> key.substring(key.indexOf(' ') + 1)))
                .containsAll(single.keySet().stream()
                        .map(key -> key.substring(key.indexOf(' ') + 1))
                        .toList());
    }

    private static double distance(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (double) (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }

    private static double norm(float[] a) {
        return distance(a, new float[a.length]);
    }

    private static org.assertj.core.data.Offset<Double> within(double bound) {
        return org.assertj.core.data.Offset.offset(bound);
    }
}
