package dev.partita.executor;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.operator.Division;
import dev.partita.operator.Ranks;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Recompute;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.sharding.Axis;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Plans of a model over meshes, drawn from a seed: axes, stages, and for some layers how they are divided. */
final class RandomMeshes {
    private static final List<List<Axis>> MESHES = List.of(
            axes("devices", 2),
            axes("devices", 2),
            axes("data", 2),
            axes("tensor", 2),
            axes("sequence", 2),
            axes("devices", 4),
            List.of(new Axis("data", 2), new Axis("tensor", 2)),
            List.of(new Axis("a", 2), new Axis("b", 2)),
            List.of(new Axis("data", 2), new Axis("sequence", 2)));

    private RandomMeshes() {}

    private static List<Axis> axes(String name, int size) {
        return List.of(new Axis(name, size));
    }

    static Plan draw(ModelGraph graph, long seed) {
        Random random = new Random(seed);
        Schedule schedule = Schedule.values()[random.nextInt(Schedule.values().length)];
        Plan plan = switch (schedule.pattern()) {
            case ANY, ONE_EACH -> RandomPlans.with(schedule, once(graph, random));
            case ROUND_ROBIN, MIRRORED ->
                graph == TinyTraining.MODEL
                        ? chunks(graph, schedule, random)
                        : RandomPlans.with(schedule, once(graph, random));
        };
        return RandomPlans.frozen(plan, random);
    }

    /** All layers of a model of images on one mesh, and by channels over one of its axes whatever can be. */
    static Plan byChannels(ModelGraph graph, long seed) {
        Random random = new Random(seed);
        List<List<Axis>> meshes = List.of(
                axes("model", 2),
                axes("devices", 2),
                List.of(new Axis("data", 2), new Axis("model", 2)),
                List.of(new Axis("model", 2), new Axis("data", 2)));
        List<Axis> mesh = meshes.get(random.nextInt(meshes.size()));
        int size = mesh.stream().mapToInt(Axis::size).reduce(1, (a, b) -> a * b);
        String divided = mesh.stream()
                .map(Axis::name)
                .filter(name -> !name.equals("data"))
                .findFirst()
                .orElseThrow();
        Map<String, String> splits = Map.of(divided, Division.Kind.CHANNELS.word());
        Rule rule = new Rule("**", IntStream.range(0, size).boxed().toList(), mesh, splits);
        return new Plan(graph, RandomPlans.cluster(size), new Placement(List.of(rule)), training(random));
    }

    /** One or two chunks each on two meshes with the same axes, in the schedule's pattern. */
    private static Plan chunks(ModelGraph graph, Schedule schedule, Random random) {
        List<Axis> mesh = MESHES.get(random.nextInt(MESHES.size()));
        int size = mesh.stream().mapToInt(Axis::size).reduce(1, (a, b) -> a * b);
        Training training = training(random);
        List<Integer> order = schedule.pattern().devices(List.of(0, size), 1 + random.nextInt(2));
        List<Rule> rules = RandomPlans.chunks(graph, order, random).stream()
                .map(rule -> {
                    int first = rule.devices().getFirst();
                    return new Rule(
                            rule.pattern(),
                            IntStream.range(first, first + size).boxed().toList(),
                            mesh,
                            splits(graph, rule.pattern(), mesh, training, random));
                })
                .toList();
        return RandomPlans.with(
                schedule, new Plan(graph, RandomPlans.cluster(2 * size), new Placement(rules), training));
    }

    /** Each mesh one stage. */
    private static Plan once(ModelGraph graph, Random random) {
        List<String> layers = RandomPlans.layers(graph);
        int untilHead = layers.indexOf("head");
        // Other models share parameters between layers that need not lie on one mesh.
        int stages = graph == TinyTraining.MODEL ? 1 + random.nextInt(3) : 1;
        Training training = training(random);
        List<Rule> rules = new ArrayList<>();
        int device = 0;
        int from = 0;
        List<Axis> first = null;
        for (int stage = 0; stage < stages; stage++) {
            boolean last = stage == stages - 1;
            int to = last ? layers.size() : from + 1 + random.nextInt(untilHead - from - (stages - stage - 1));
            List<Axis> mesh = random.nextInt(5) == 0 ? List.of() : MESHES.get(random.nextInt(MESHES.size()));
            first = first == null ? mesh : first;
            // The first layer and the head, in the last stage, share their weights, which must lie alike.
            mesh = last ? first : mesh;
            int size = mesh.stream().mapToInt(Axis::size).reduce(1, (a, b) -> a * b);
            List<Integer> devices =
                    IntStream.range(device, device + size).boxed().toList();
            for (String layer : layers.subList(from, to)) {
                rules.add(new Rule(layer, devices, mesh, splits(graph, layer, mesh, training, random)));
            }
            device += size;
            from = to;
        }
        return new Plan(graph, RandomPlans.cluster(device), new Placement(rules), training);
    }

    /** For some layers one of what their operator offers along some axis. */
    private static Map<String, String> splits(
            ModelGraph graph, String id, List<Axis> mesh, Training training, Random random) {
        Map<String, String> splits = new HashMap<>();
        Map<String, List<TensorSpec>> shapes = graph.shapes(training.microbatch());
        Layer layer = graph.layers().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        List<TensorSpec> inputs = layer.inputs().stream()
                .map(port -> shapes.getOrDefault(port.layer(), List.of()).get(port.output()))
                .toList();
        boolean tied = graph.layers().stream()
                .anyMatch(other ->
                        !other.id().equals(id) && other.parameters().stream().anyMatch(layer.parameters()::contains));
        for (Axis axis : mesh) {
            List<Division> offered = layer.operator().divisions(inputs, new Ranks(axis.size(), 0));
            if (!tied && splits.isEmpty() && !offered.isEmpty() && random.nextInt(3) == 0) {
                splits.put(
                        axis.name(),
                        offered.get(random.nextInt(offered.size())).kind().word());
            }
        }
        return splits;
    }

    private static Training training(Random random) {
        long microbatch = 4;
        long microbatches = List.of(1, 2, 3, 5).get(random.nextInt(4));
        Optimizer optimizer = random.nextBoolean() ? new Optimizer.Sgd(0.9, 1e-3) : new Optimizer.Sgd(0, 0);
        return new Training(
                microbatch * microbatches,
                microbatch,
                random.nextBoolean() ? Schedule.GPIPE : Schedule.ONE_FORWARD_ONE_BACKWARD,
                optimizer,
                LearningRate.constant(0.05),
                random.nextBoolean() ? 0.5 : 0,
                Recompute.values()[random.nextInt(3)],
                Zero.values()[random.nextInt(4)],
                List.of(Precision.FP32, Precision.FP32, Precision.BF16, Precision.FP16)
                        .get(random.nextInt(4)));
    }
}
