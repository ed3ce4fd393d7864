package dev.partita.program;

import dev.partita.deduction.Deduction;
import dev.partita.graph.InvalidGraph;
import dev.partita.graph.Layer;
import dev.partita.hardware.DeviceModel;
import dev.partita.operator.Input;
import dev.partita.operator.LossOperator;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.StagePattern;
import dev.partita.plan.Training;
import dev.partita.profile.Profile;
import dev.partita.sharding.Mesh;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compiles a plan under a profile: the only way to a {@link Program}.
 *
 * <pre>
 * model     -> kernels           LoweredModel     per layer, wherever it is; kept by a CompileCache from plan to plan
 * placement -> divisions         deduction        how each layer on several devices is divided
 *           -> stages            StagePartition   maximal runs of layers per mesh, acyclic
 *           -> values, segments  StepLowering     forward and backward per microbatch, transfers between devices
 *           -> update            UpdateLowering   shared gradients, norm, optimizer, once per step
 *           -> lane order        LaneOrder        by the plan's schedule
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
        try {
            PlacedModel model = cache.placed(plan, rules);
            KernelCosts costs = new KernelCosts(profile, plan.cluster());
            Schedule schedule = plan.training().schedule();
            List<Stage> stages = Chunks.of(
                    schedule.pattern(),
                    StagePartition.stages(plan.graph(), meshOf),
                    layer -> costs.seconds(model.layer(layer.id()).lowering()));
            obstacles.addAll(scheduleObstacles(schedule, stages));
            obstacles.addAll(typeObstacles(plan, stages));
            obstacles.addAll(frozenObstacles(model.frozen()));
            return obstacles.isEmpty()
                    ? assemble(plan, profile, options, model, costs, stages)
                    : new Compilation.Refused(obstacles);
        } catch (InvalidGraph invalid) {
            return new Compilation.Refused(List.of(new Obstacle.InvalidModel(invalid.sentence())));
        }
    }

    private static Compilation assemble(
            Plan plan,
            Profile profile,
            CompileOptions options,
            PlacedModel model,
            KernelCosts costs,
            List<Stage> stages) {
        Training training = plan.training();
        int microbatches = training.microbatches();
        Schedule schedule = training.schedule();
        // On one device there is nothing to fill with what is split off.
        boolean splits = schedule.splitsBackward()
                && stages.stream().map(Stage::device).distinct().count() > 1;
        DividedParameters zero = new DividedParameters(
                model, stages, training.zero(), training.precision().type());
        StepLowering step = new StepLowering(model, stages, training.recompute(), zero, splits);
        UpdateLowering update = new UpdateLowering(plan.graph(), step, training, zero);
        if (!update.obstacles.isEmpty()) {
            return new Compilation.Refused(update.obstacles);
        }
        Map<Integer, List<LaneOrder.Turn>> orders = LaneOrder.of(
                schedule,
                step,
                microbatches,
                segment -> costs.seconds(segment, stages.get(segment.stage).mesh()),
                transfer -> costs.seconds(transfer.flows()));
        Loops loops = new Loops(step, update, orders, microbatches);
        Program program = new Assembler(plan, profile, stages, update, loops, costs, options, false)
                .program()
                .or(() -> new Assembler(plan, profile, stages, update, loops, costs, options, true).program())
                .orElseThrow(() -> new IllegalStateException(
                        "The lane order of " + schedule.key() + " contradicts the stages' data flow."));
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

    /** A worker on this machine computes in every type. */
    private static List<Obstacle> typeObstacles(Plan plan, List<Stage> stages) {
        Precision precision = plan.training().precision();
        TreeMap<String, Integer> without = new TreeMap<>();
        for (Stage stage : stages) {
            for (int device : stage.mesh().devices()) {
                DeviceModel model = plan.cluster().device(device);
                if (!model.virtual() && !model.peak().containsKey(precision.type())) {
                    without.merge(model.name(), device, Math::min);
                }
            }
        }
        List<Obstacle> obstacles = new ArrayList<>();
        without.forEach((model, device) -> obstacles.add(new Obstacle.NoSuchType(device, model, precision)));
        return obstacles;
    }

    private static List<Obstacle> frozenObstacles(FrozenLayers frozen) {
        List<Obstacle> obstacles = new ArrayList<>();
        frozen.torn().forEach(torn -> obstacles.add(new Obstacle.SharedFrozen(torn)));
        if (frozen.leavesNothing()) {
            obstacles.add(new Obstacle.AllFrozen());
        }
        return obstacles;
    }

    private static List<Obstacle> scheduleObstacles(Schedule schedule, List<Stage> stages) {
        if (schedule.pattern().fits(stages.stream().map(Stage::device).toList())) {
            return List.of();
        }
        if (schedule.pattern() != StagePattern.ONE_EACH) {
            return List.of(new Obstacle.WrongPattern(schedule, stages));
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
}
