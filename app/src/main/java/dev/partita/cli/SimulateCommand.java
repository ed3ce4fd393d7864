package dev.partita.cli;

import dev.partita.checks.CheckReport;
import dev.partita.checks.Diagnostic;
import dev.partita.checks.Severity;
import dev.partita.journal.ProjectFolder;
import dev.partita.simulation.Simulation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts one step. */
@Command(name = "simulate")
final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @Option(names = "--trace", paramLabel = "FILE", descriptionKey = "simulate.trace")
    private Optional<Path> trace = Optional.empty();

    private final Session session;

    SimulateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ProjectFolder opened = session.open(folder);
                ProfileChoice profiles = new ProfileChoice(session)) {
            PlanCheck check = PlanCheck.of(session, opened.project(), profiles);
            CheckReport report = check.report();
            Simulation simulation =
                    report.simulation().orElseThrow(() -> new CommandFailure(ExitCode.PLAN, firstError(report)));
            trace.ifPresent(file -> ChromeTrace.write(
                    file, List.of(new ChromeTrace.Part("predicted", Intervals.of(simulation.timeline())))));
            session.report(SimulateOutput.of(check, simulation));
            if (!report.fits()) {
                session.notice(session.text("simulate.over", firstError(report)));
            }
            return report.fits() ? ExitCode.DONE : ExitCode.PLAN;
        }
    }

    /** The sentence of the worst finding. */
    static String firstError(CheckReport report) {
        return report.diagnostics().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Diagnostic::message)
                .findFirst()
                .or(report::notTrainableBecause)
                .orElse("");
    }
}
