package dev.partita.cli;

import dev.partita.i18n.Messages;
import dev.partita.profile.Profiles;
import dev.partita.program.Program;
import dev.partita.workbench.PlanCheck;
import java.util.Optional;

/**
 * Where the times of a prediction come from.
 *
 * @param kernels that the plan's devices run
 * @param estimated how many of them have a time that nobody measured here
 */
record PlanTimes(String profile, long kernels, long estimated) {
    static PlanTimes of(PlanCheck check) {
        Optional<Program> program = check.report()
                .simulation()
                .map(simulation -> simulation.timeline().program());
        return new PlanTimes(
                check.profile().name(),
                program.map(Program::kernels)
                        .map(kernels -> (long) kernels.size())
                        .orElse(0L),
                program.map(Program::estimatedKernels).orElse(0L));
    }

    boolean measured() {
        return kernels > 0 && estimated == 0;
    }

    String line(Messages messages) {
        return switch (profile) {
            case Profiles.ANALYTIC -> messages.text("times.analytic");
            case Profiles.MEGATRON -> messages.text("times.megatron");
            default ->
                measured() ? messages.text("times.measured") : messages.text("times.estimated", estimated, kernels);
        };
    }
}
