package dev.partita.accuracy;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import dev.partita.program.Compilation;
import dev.partita.program.CompileCache;
import dev.partita.program.CompileOptions;
import dev.partita.program.Compiler;
import dev.partita.simulation.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rows of one part predicted as plans are: each compiled under the card's profile and simulated.
 *
 * @param segments the rows that compile, as the sweep's model predicts them: what to compare with
 * @param compiled the same rows, as their programs predict them
 * @param notCovered rows whose plan has no program
 */
public record CompiledRuns(List<MeasuredRun> segments, List<MeasuredRun> compiled, int notCovered) {
    public CompiledRuns {
        segments = List.copyOf(segments);
        compiled = List.copyOf(compiled);
    }

    /** Of the rows that have a program; empty if none has. */
    public Optional<Scores> scores() {
        return compiled.isEmpty() ? Optional.empty() : Optional.of(Scores.of(compiled));
    }

    static CompiledRuns of(GroundTruth file, List<MeasuredRun> runs) {
        Cluster cluster = Clusters.parse(file.cluster());
        Profile profile = Profiles.of(cluster.device(0));
        CompileCache cache = new CompileCache();
        List<MeasuredRun> segments = new ArrayList<>();
        List<MeasuredRun> compiled = new ArrayList<>();
        for (MeasuredRun run : runs) {
            OptionalDouble seconds = seconds(MegatronPlan.of(run.configuration(), cluster), profile, cache);
            if (seconds.isPresent()) {
                segments.add(run);
                compiled.add(new MeasuredRun(run.configuration(), run.measuredSeconds(), seconds.getAsDouble()));
            }
        }
        return new CompiledRuns(segments, compiled, runs.size() - compiled.size());
    }

    private static OptionalDouble seconds(Plan plan, Profile profile, CompileCache cache) {
        return switch (Compiler.compile(plan, profile, CompileOptions.DEFAULT, cache)) {
            case Compilation.Compiled(var program) ->
                OptionalDouble.of(Simulator.simulate(program).stepSeconds());
            case Compilation.Refused _ -> OptionalDouble.empty();
        };
    }
}
