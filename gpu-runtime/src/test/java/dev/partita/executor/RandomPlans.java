package dev.partita.executor;

import dev.partita.device.Backend;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceModel;
import dev.partita.hardware.Link;
import dev.partita.hardware.Machine;
import dev.partita.operator.Input;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Recompute;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.StagePattern;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.profile.Profile;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.quantity.Bytes;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.quantity.Seconds;
import dev.partita.reference.ReferenceBackend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Legal plans of a model drawn from a seed: devices, cuts, schedule, microbatches, optimizer, clipping, recompute. */
final class RandomPlans {
    private static final Backend REFERENCE = new ReferenceBackend();

    private RandomPlans() {}

    static Plan draw(ModelGraph graph, long seed) {
        Random random = new Random(seed);
        int devices = 1 + random.nextInt(4);
        Schedule schedule = Schedule.values()[random.nextInt(Schedule.values().length)];
        List<Rule> rules = rules(graph, schedule, devices, random);
        Plan plan = new Plan(graph, cluster(devices), new Placement(rules), training(schedule, random));
        return orList(frozen(plan, random));
    }

    /** Every third plan with some layers frozen: single ones, or all of a run, as where a model is fine-tuned. */
    static Plan frozen(Plan plan, Random random) {
        if (random.nextInt(3) > 0) {
            return plan;
        }
        List<String> layers = layers(plan.graph());
        int from = random.nextInt(layers.size() / 2);
        int to = from + random.nextInt(layers.size() - from);
        List<String> patterns = random.nextBoolean()
                ? layers.subList(from, to)
                : layers.stream().filter(layer -> random.nextInt(3) == 0).toList();
        Training training = plan.training().withFrozen(whole(plan.graph(), patterns));
        return new Plan(plan.graph(), plan.cluster(), plan.placement(), training);
    }

    /** Without layers that share a parameter with one that is not among them; none if there would be nothing to train. */
    private static List<String> whole(ModelGraph graph, List<String> patterns) {
        Set<String> torn = new FrozenLayers(graph, patterns)
                .torn().stream().map(FrozenLayers.Torn::parameter).collect(Collectors.toSet());
        List<String> left = graph.layers().stream()
                .filter(layer -> patterns.contains(layer.id()) && Collections.disjoint(layer.parameters(), torn))
                .map(Layer::id)
                .toList();
        return new FrozenLayers(graph, left).leavesNothing() ? List.of() : left;
    }

    /** A plan under its schedule if that takes its stages: chunks of a branched model may be one. A list takes any. */
    static Plan orList(Plan plan) {
        return legal(plan) ? plan : with(Schedule.LIST, plan);
    }

    private static List<Rule> rules(ModelGraph graph, Schedule schedule, int devices, Random random) {
        return switch (schedule.pattern()) {
            case ANY ->
                switch (random.nextInt(4)) {
                    case 0 -> scattered(graph, devices, random);
                    case 1 -> chunks(graph, StagePattern.ROUND_ROBIN.devices(shuffled(devices, random), 2), random);
                    case 2 -> chunks(graph, StagePattern.MIRRORED.devices(shuffled(devices, random), 2), random);
                    default -> pipeline(graph, devices, random);
                };
            case ONE_EACH -> pipeline(graph, devices, random);
            case ROUND_ROBIN, MIRRORED ->
                chunks(graph, schedule.pattern().devices(shuffled(devices, random), 1 + random.nextInt(3)), random);
        };
    }

    static Plan with(Schedule schedule, Plan plan) {
        Training training = plan.training();
        return new Plan(
                plan.graph(),
                plan.cluster(),
                plan.placement(),
                training.with(training.globalBatch(), training.microbatch(), schedule));
    }

    private static boolean legal(Plan plan) {
        Profile profile = new Profile("test", true, REFERENCE.catalog(), 64, 0, 0, 1e10);
        return Compiler.compile(plan, profile) instanceof Compilation.Compiled;
    }

    /** Layers in order, cut into as many runs as there are devices in this list. */
    static List<Rule> chunks(ModelGraph graph, List<Integer> devices, Random random) {
        List<String> layers = layers(graph);
        TreeSet<Integer> cuts = new TreeSet<>();
        while (cuts.size() < Math.min(devices.size(), layers.size()) - 1) {
            cuts.add(1 + random.nextInt(layers.size() - 1));
        }
        return pipeline(layers, cuts, devices);
    }

    /** The same training on one device with one schedule: what every other plan must agree with. */
    static Plan reference(Plan plan) {
        Training training = plan.training();
        return new Plan(
                plan.graph(),
                cluster(1),
                new Placement(List.of(new Rule("**", List.of(0)))),
                new Training(
                                training.globalBatch(),
                                training.microbatch(),
                                Schedule.GPIPE,
                                training.optimizer(),
                                training.learningRate(),
                                training.clipNorm())
                        .with(training.precision())
                        .withFrozen(training.frozen()));
    }

    /** Layers in order, cut into at most {@code devices} runs; device numbers are shuffled. */
    static List<Rule> pipeline(ModelGraph graph, int devices, Random random) {
        List<String> layers = layers(graph);
        TreeSet<Integer> cuts = new TreeSet<>();
        for (int i = 1; i < devices; i++) {
            cuts.add(1 + random.nextInt(layers.size() - 1));
        }
        return pipeline(layers, cuts, shuffled(devices, random));
    }

    static List<Rule> pipeline(List<String> layers, TreeSet<Integer> cuts, List<Integer> devices) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            int stage = cuts.headSet(i, true).size();
            rules.add(new Rule(layers.get(i), List.of(devices.get(stage))));
        }
        return rules;
    }

    private static List<Rule> scattered(ModelGraph graph, int devices, Random random) {
        return layers(graph).stream()
                .map(layer -> new Rule(layer, List.of(random.nextInt(devices))))
                .toList();
    }

    static List<String> layers(ModelGraph graph) {
        return graph.layers().stream()
                .filter(layer -> !(layer.operator() instanceof Input))
                .map(Layer::id)
                .toList();
    }

    private static List<Integer> shuffled(int devices, Random random) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            numbers.add(random.nextInt(i + 1), i);
        }
        return numbers;
    }

    private static Training training(Schedule schedule, Random random) {
        long microbatch = 1L << random.nextInt(3);
        long microbatches = List.of(1, 2, 3, 5, 8).get(random.nextInt(5));
        Optimizer optimizer = random.nextBoolean() ? new Optimizer.Sgd(0.9, 1e-3) : new Optimizer.Sgd(0, 0);
        return new Training(
                microbatch * microbatches,
                microbatch,
                schedule,
                optimizer,
                LearningRate.constant(0.05),
                random.nextBoolean() ? 0.5 : 0,
                Recompute.values()[random.nextInt(3)],
                Zero.NOTHING,
                List.of(Precision.FP32, Precision.FP32, Precision.BF16, Precision.FP16)
                        .get(random.nextInt(4)));
    }

    static Cluster cluster(int devices) {
        DeviceModel model =
                new DeviceModel("virtual", Bytes.mebibytes(64), BytesPerSecond.gigabytes(10), Map.of(), true);
        Link link = new Link(BytesPerSecond.gigabytes(1), new Seconds(20e-6));
        return Cluster.of("virtual:" + devices, 1, new Machine(devices, model, link), link);
    }
}
