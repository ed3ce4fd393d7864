package dev.partita.checks;

import dev.partita.graph.InvalidGraph;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.program.Compilation;
import dev.partita.program.CompileCache;
import dev.partita.program.CompileOptions;
import dev.partita.program.Compiler;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Obstacle;
import dev.partita.program.Program;
import dev.partita.simulation.Simulation;
import dev.partita.simulation.Simulator;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A plan compiled and simulated: what a check reads, for the plan itself and for every fix that is tried.
 *
 * @param peakBytes by device that owns layers: arena and overhead
 */
record Prediction(Plan plan, List<Obstacle> obstacles, Optional<Simulation> simulation, Map<Integer, Long> peakBytes) {

    static Prediction of(Plan plan, Profile profile, CompileCache cache) {
        return of(plan, profile, cache, () -> false);
    }

    /** @throws CancellationException if it was cancelled before it was done */
    static Prediction of(Plan plan, Profile profile, CompileCache cache, BooleanSupplier cancelled) {
        try {
            return compiled(plan, profile, cache, cancelled);
        } catch (InvalidGraph invalid) {
            return invalid(plan, invalid.sentence());
        } catch (ArithmeticException overflow) {
            return invalid(
                    plan,
                    Sentence.of(
                            "engine.graph.too_large",
                            plan.graph().name(),
                            plan.training().microbatch()));
        }
    }

    private static Prediction invalid(Plan plan, Sentence message) {
        return new Prediction(plan, List.of(new Obstacle.InvalidModel(message)), Optional.empty(), Map.of());
    }

    private static Prediction compiled(Plan plan, Profile profile, CompileCache cache, BooleanSupplier cancelled) {
        goOn(cancelled);
        return switch (Compiler.compile(plan, profile, CompileOptions.DEFAULT, cache)) {
            case Compilation.Refused(List<Obstacle> obstacles) ->
                new Prediction(plan, obstacles, Optional.empty(), Map.of());
            case Compilation.Compiled(Program program) -> {
                goOn(cancelled);
                Map<Integer, Long> peaks = new TreeMap<>();
                for (DeviceProgram device : program.devices()) {
                    long peak = Math.addExact(device.arenaBytes(), profile.overheadBytes());
                    device.devices().forEach(rank -> peaks.put(rank, peak));
                }
                yield new Prediction(plan, List.of(), Optional.of(Simulator.simulate(program)), peaks);
            }
        };
    }

    private static void goOn(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("A newer question took this one's place.");
        }
    }

    /** False if the model itself cannot be computed, so that no other plan of it can either. */
    boolean validModel() {
        return obstacles.stream()
                .noneMatch(obstacle ->
                        obstacle instanceof Obstacle.InvalidModel || obstacle instanceof Obstacle.Incomplete);
    }

    Optional<Program> program() {
        return simulation.map(simulated -> simulated.timeline().program());
    }

    OptionalDouble stepSeconds() {
        return simulation.isPresent() ? OptionalDouble.of(simulation.get().stepSeconds()) : OptionalDouble.empty();
    }

    /** 0 for a device that owns no layer; empty if the plan does not compile. */
    OptionalLong peakBytes(int device) {
        return simulation.isEmpty() ? OptionalLong.empty() : OptionalLong.of(peakBytes.getOrDefault(device, 0L));
    }

    /** Bytes that a device needs beyond its capacity. */
    long excessBytes(int device) {
        return Math.max(0, peakBytes.getOrDefault(device, 0L) - capacityBytes(device));
    }

    long capacityBytes(int device) {
        return plan.cluster().device(device).capacity().count();
    }

    /** The devices over capacity, the worst first; of a mesh, whose devices are alike, the first. */
    List<Integer> overCapacity() {
        return program().map(Program::devices).orElse(List.of()).stream()
                .map(DeviceProgram::device)
                .filter(device -> excessBytes(device) > 0)
                .sorted((a, b) -> Long.compare(excessBytes(b), excessBytes(a)))
                .toList();
    }

    long totalExcessBytes() {
        return peakBytes.keySet().stream().mapToLong(this::excessBytes).sum();
    }

    /** What the virtual devices take of this machine's memory; 0 for cards, which have their own. */
    long hostBytes() {
        Cluster cluster = plan.cluster();
        return cluster.virtual()
                ? peakBytes.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact)
                : 0;
    }

    /** The device with the least room; the first of the cluster if nothing compiles. */
    int fullestDevice() {
        return peakBytes.keySet().stream()
                .max((a, b) -> Long.compare(
                        peakBytes.getOrDefault(a, 0L) - capacityBytes(a),
                        peakBytes.getOrDefault(b, 0L) - capacityBytes(b)))
                .orElse(0);
    }

    /** How many errors a check reports. */
    int errors(OptionalLong hostMemoryBytes) {
        boolean hostTooSmall = hostMemoryBytes.isPresent() && hostBytes() > hostMemoryBytes.getAsLong();
        boolean clusterTooSmall = program().filter(ClusterSizeCheck::tooSmall).isPresent();
        long refusals = obstacles.stream().map(Prediction::problem).distinct().count();
        return (int) refusals + overCapacity().size() + (hostTooSmall ? 1 : 0) + (clusterTooSmall ? 1 : 0);
    }

    /** What obstacles of several layers have in common: they are one error. */
    private static Object problem(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Undividable undividable -> undividable;
            case Obstacle.SharedUnlike(String parameter, String layer) -> parameter;
            case Obstacle.NoSuchDevice(String layer, int device, int deviceCount) -> device;
            case Obstacle.Unplaced unplaced -> unplaced;
            case Obstacle.NoSuchType wrong -> wrong.model();
            case Obstacle.NoLoss noLoss -> noLoss;
            case Obstacle.AllFrozen allFrozen -> allFrozen;
            case Obstacle.SharedFrozen shared -> shared;
            case Obstacle.SeveralStages several -> several;
            case Obstacle.WrongPattern wrong -> wrong;
            case Obstacle.InvalidModel invalid -> invalid;
            case Obstacle.Incomplete incomplete -> incomplete;
        };
    }
}
