package dev.partita.loop;

import dev.partita.cpu.CpuBackend;
import dev.partita.data.Dataset;
import dev.partita.data.Datasets;
import dev.partita.device.BackendUnavailable;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.profile.Profile;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.program.Program;
import dev.partita.sharding.Axis;
import dev.partita.template.Templates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Short runs of real templates on this machine's virtual devices. */
final class Runs {
    private Runs() {}

    static CpuBackend backend() {
        try {
            return CpuBackend.open();
        } catch (BackendUnavailable problem) {
            throw new AssertionError(problem);
        }
    }

    static Plan plan(String template, int devices) {
        return NewProject.of("test", Templates.named(template), ClusterSpec.of("virtual:" + devices), Optional.empty())
                .resolve(Project.FIRST_PLAN);
    }

    /** A template whose samples are divided over devices that hold the same layers. */
    static Plan divided(String template, int devices, Zero zero) {
        Plan plan = plan(template, devices);
        Rule everywhere = new Rule(
                "**", IntStream.range(0, devices).boxed().toList(), List.of(new Axis("data", devices)), Map.of());
        return new Plan(
                plan.graph(),
                plan.cluster(),
                new Placement(List.of(everywhere)),
                plan.training().with(zero));
    }

    static Plan with(Plan plan, Training training) {
        return new Plan(plan.graph(), plan.cluster(), plan.placement(), training);
    }

    static Program compile(Plan plan, CpuBackend backend) {
        Profile profile = new Profile("cpu", true, backend.catalog(), 64, 0, 2, 5e9);
        return switch (Compiler.compile(plan, profile)) {
            case Compilation.Compiled(Program program) -> program;
            case Compilation.Refused refused -> throw new AssertionError("refused: " + refused.obstacles());
        };
    }

    static Request request(Plan plan, CpuBackend backend, long steps) {
        return new Request(compile(plan, backend), steps);
    }

    /** A request in the making: what most tests leave as it is has defaults. */
    record Request(
            Program program,
            long steps,
            boolean shuffled,
            Optional<Path> data,
            Optional<Path> initialWeights,
            Optional<Path> resumeFrom,
            Optional<Path> checkpoints) {
        Request(Program program, long steps) {
            this(program, steps, true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Request inOrder(Path file) {
            return new Request(program, steps, false, Optional.of(file), initialWeights, resumeFrom, checkpoints);
        }

        Request startingFrom(Path weights) {
            return new Request(program, steps, shuffled, data, Optional.of(weights), resumeFrom, checkpoints);
        }

        Request resuming(Path checkpoint) {
            return new Request(program, steps, shuffled, data, initialWeights, Optional.of(checkpoint), checkpoints);
        }

        Request checkpointingTo(Path folder) {
            return new Request(program, steps, shuffled, data, initialWeights, resumeFrom, Optional.of(folder));
        }

        TrainingOutcome run(CpuBackend backend) throws IOException {
            return run(backend, TrainingObserver.NONE);
        }

        TrainingOutcome run(CpuBackend backend, TrainingObserver observer) throws IOException {
            try (Dataset dataset = Datasets.open(program.plan().graph(), data);
                    Trainer trainer = new Trainer(request(dataset), backend, observer)) {
                return trainer.run();
            }
        }

        void writeInitialWeights(CpuBackend backend, Path file) throws IOException {
            try (Dataset dataset = Datasets.open(program.plan().graph(), data);
                    Trainer trainer = new Trainer(request(dataset), backend, TrainingObserver.NONE)) {
                trainer.writeWeights(file);
            }
        }

        TrainingRequest request(Dataset dataset) {
            return new TrainingRequest(
                    program, dataset, shuffled, 0, steps, initialWeights, resumeFrom, checkpoints, 0);
        }
    }
}
