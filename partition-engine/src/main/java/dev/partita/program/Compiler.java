package dev.partita.program;

import dev.partita.deduction.Deduction;
import dev.partita.graph.InvalidGraph;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Input;
import dev.partita.operator.LossOperator;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.profile.Profile;
import dev.partita.sharding.Mesh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compiles a plan under a profile: the only way to a {@link Program}.
 *
 * <pre>
 * model     -> kernels           LoweredModel     per layer, wherever it is; kept by a CompileCache from plan to plan
 * placement -> divisions         deduction        how each layer on several devices is divided
 *           -> stages            StagePartition   maximal runs of layers per mesh, acyclic
 *           -> values, segments  StepLowering     forward and backward per microbatch, transfers between devices
 *           -> update            UpdateLowering   shared gradients, norm, optimizer, once per step
 *           -> lane order        LaneOrder        GPipe or 1F1B
 *           -> places            MemoryPlanner    every buffer's offset; frames and rings by microbatches in flight
 *           -> edges, order      Assembler        data, reuse and lane edges; TaskOrdering fixes one topological order
 * </pre>
 */
public final class Compiler {
    private Compiler() {}

    public static Compilation compile(Plan plan, Profile profile) {
        return compile(plan, profile, CompileOptions.DEFAULT);
    }

    public static Compilation compile(Plan plan, Profile profile, CompileOptions options) {
        return compile(plan, profile, options, new CompileCache());
    }

    /** The same program as without a cache, sooner if the cache has seen plans like this one. */
    public static Compilation compile(Plan plan, Profile profile, CompileOptions options, CompileCache cache) {
        List<Obstacle> obstacles = new ArrayList<>();
        cache.problems(plan).forEach(problem -> obstacles.add(new Obstacle.Incomplete(problem)));
        Map<String, Rule> rules = cache.rules(plan);
        Map<String, Mesh> meshOf = resolve(plan, rules, obstacles);
        if (plan.graph().layers().stream().noneMatch(layer -> layer.operator() instanceof LossOperator)) {
            obstacles.add(new Obstacle.NoLoss());
        }
        if (!obstacles.isEmpty()) {
            return new Compilation.Refused(obstacles);
        }
        Deduction.Result divided = cache.divided(plan, rules);
        if (!divided.problems().isEmpty()) {
            divided.problems().forEach(problem -> obstacles.add(new Obstacle.Undividable(problem)));
            return new Compilation.Refused(obstacles);
        }
        List<Stage> stages = StagePartition.stages(plan.graph(), meshOf);
        obstacles.addAll(scheduleObstacles(plan.training().schedule(), stages));
        if (!obstacles.isEmpty()) {
            return new Compilation.Refused(obstacles);
        }
        try {
            return assemble(plan, profile, options, cache.placed(plan, rules), stages);
        } catch (InvalidGraph invalid) {
            return new Compilation.Refused(List.of(new Obstacle.InvalidModel(invalid.sentence())));
        }
    }

    private static Compilation assemble(
            Plan plan, Profile profile, CompileOptions options, PlacedModel model, List<Stage> stages) {
        Training training = plan.training();
        int microbatches = training.microbatches();
        DividedParameters zero = new DividedParameters(model, stages, training.zero());
        StepLowering step = new StepLowering(model, stages, training.recompute(), zero);
        UpdateLowering update = new UpdateLowering(plan.graph(), step, training, zero);
        if (!update.obstacles.isEmpty()) {
            return new Compilation.Refused(update.obstacles);
        }
        Map<Integer, List<LaneOrder.Turn>> orders =
                LaneOrder.of(training.schedule(), step.stages, successors(plan.graph(), stages), microbatches);
        Loops loops = new Loops(step, update, orders, microbatches);
        KernelCosts costs = new KernelCosts(profile.catalog(), plan.cluster());
        Program program = new Assembler(plan, profile, stages, update, loops, costs, options, false)
                .program()
                .or(() -> new Assembler(plan, profile, stages, update, loops, costs, options, true).program())
                .orElseThrow(() -> new IllegalStateException(
                        "The lane order of " + training.schedule() + " contradicts the stages' data flow."));
        return new Compilation.Compiled(program);
    }

    /** The mesh of every layer but inputs; what stands in the way is added to {@code obstacles}. */
    private static Map<String, Mesh> resolve(Plan plan, Map<String, Rule> rules, List<Obstacle> obstacles) {
        Map<String, Mesh> meshOf = new HashMap<>();
        List<String> unplaced = new ArrayList<>();
        int deviceCount = plan.cluster().deviceCount();
        // By identity: thousands of layers share a few rules, which may name thousands of devices.
        Map<Rule, Integer> lasts = new IdentityHashMap<>();
        Map<Rule, Mesh> meshes = new IdentityHashMap<>();
        for (Layer layer : plan.graph().layers()) {
            if (layer.operator() instanceof Input) {
                continue;
            }
            Rule rule = rules.get(layer.id());
            if (rule == null) {
                unplaced.add(layer.id());
                continue;
            }
            int last = lasts.computeIfAbsent(rule, Compiler::lastDevice);
            if (last >= deviceCount) {
                obstacles.add(new Obstacle.NoSuchDevice(layer.id(), last, deviceCount));
            }
            meshOf.put(layer.id(), meshes.computeIfAbsent(rule, Rule::meshOfDevices));
        }
        if (!unplaced.isEmpty()) {
            obstacles.addFirst(new Obstacle.Unplaced(unplaced));
        }
        return meshOf;
    }

    private static int lastDevice(Rule rule) {
        return rule.devices().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    private static List<Obstacle> scheduleObstacles(Schedule schedule, List<Stage> stages) {
        if (schedule == Schedule.GPIPE) {
            return List.of();
        }
        Map<Integer, List<Stage>> owned = new LinkedHashMap<>();
        stages.forEach(stage -> owned.computeIfAbsent(stage.device(), device -> new ArrayList<>())
                .add(stage));
        List<Obstacle> obstacles = new ArrayList<>();
        owned.forEach((device, list) -> {
            if (list.size() > 1) {
                obstacles.add(new Obstacle.SeveralStages(device, list));
            }
        });
        return obstacles;
    }

    /** For every stage those that read from it, in order. */
    private static Map<Integer, List<Integer>> successors(ModelGraph graph, List<Stage> stages) {
        Map<String, Integer> stageOf = new HashMap<>();
        stages.forEach(stage -> stage.layers().forEach(layer -> stageOf.put(layer.id(), stage.index())));
        Map<Integer, TreeSet<Integer>> found = new HashMap<>();
        for (Layer layer : graph.layers()) {
            for (Port port : layer.inputs()) {
                Integer from = stageOf.get(port.layer());
                Integer to = stageOf.get(layer.id());
                if (from != null && to != null && !from.equals(to)) {
                    found.computeIfAbsent(from, stage -> new TreeSet<>()).add(to);
                }
            }
        }
        Map<Integer, List<Integer>> ordered = new HashMap<>();
        found.forEach((stage, next) -> ordered.put(stage, List.copyOf(next)));
        return ordered;
    }
}
