package dev.partita.loop;

import dev.partita.checks.Checker;
import dev.partita.checks.Severity;
import dev.partita.cpu.CpuBackend;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Training;
import dev.partita.profile.Profile;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.program.Program;
import dev.partita.template.Template;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs cells on virtual devices and holds them against one device. */
final class CellRuns {
    private static final int STEPS = 2;
    static final double FP32 = 1e-4;
    private static final double IN_16_BITS = 2e-2;

    private record Reference(String template, Training training) {}

    private final CpuBackend backend = Runs.backend();
    private final Profile profile = new Profile("cpu", true, backend.catalog(), 64, 0, 2, 5e9);
    private final Map<Reference, List<Double>> references = new HashMap<>();

    CellResult run(Cell cell) {
        Plan plan = cell.plan();
        try {
            return switch (Compiler.compile(plan, profile)) {
                case Compilation.Refused _ -> new CellResult.Refused(reasons(plan));
                case Compilation.Compiled(Program program) -> trained(cell, program);
            };
        } catch (IOException | RuntimeException problem) {
            return new CellResult.Failed(problem.toString());
        }
    }

    /** What {@code partita check} says. */
    private String reasons(Plan plan) {
        return Checker.check(plan, profile).diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .map(diagnostic -> diagnostic.message().toString())
                .collect(Collectors.joining(" "));
    }

    private CellResult trained(Cell cell, Program program) throws IOException {
        Precision precision = cell.training().precision();
        List<Double> expected = losses(cell.template(), cell.reference());
        TrainingOutcome outcome = new Runs.Request(program, STEPS).run(backend);
        int devices = program.plan().cluster().deviceCount();
        if (outcome.devices().size() != devices) {
            return new CellResult.Failed("The even cut used %d of %d devices: the model has no more blocks to cut at."
                    .formatted(outcome.devices().size(), devices));
        }
        for (TrainingOutcome.Device device : outcome.devices()) {
            if (device.measuredPeakBytes() != device.predictedPeakBytes()) {
                return new CellResult.Failed("Device %d reserved %d bytes where %d were planned."
                        .formatted(device.device(), device.measuredPeakBytes(), device.predictedPeakBytes()));
            }
        }
        double difference = 0;
        for (int step = 0; step < STEPS; step++) {
            difference = Math.max(difference, Math.abs(outcome.losses().get(step) / expected.get(step) - 1));
        }
        return difference <= (precision.mixed() ? IN_16_BITS : FP32)
                ? new CellResult.Trained(difference)
                : new CellResult.Failed("Losses %s where one device has %s.".formatted(outcome.losses(), expected));
    }

    /** Of a template on one device, found once. */
    List<Double> losses(Template template, Plan alone) throws IOException {
        Reference key = new Reference(template.name(), alone.training());
        List<Double> known = references.get(key);
        if (known == null) {
            known = Runs.request(alone, backend, STEPS).run(backend).losses();
            references.put(key, known);
        }
        return known;
    }
}
