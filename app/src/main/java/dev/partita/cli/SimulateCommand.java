package dev.partita.cli;

import dev.partita.checks.CheckReport;
import dev.partita.journal.ProjectFolder;
import dev.partita.simulation.Simulation;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.trace.StepTrace;
import dev.partita.workbench.trace.TraceFiles;
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
                LocalRuntime runtime = session.runtime()) {
            PlanCheck check = session.check(opened.project(), runtime);
            CheckReport report = check.report();
            Simulation simulation = check.simulation();
            trace.ifPresent(file -> TraceFiles.write(file, List.of(StepTrace.of("predicted", simulation.timeline()))));
            session.report(SimulateOutput.of(session.messages(), check, simulation));
            if (!report.fits()) {
                session.notice(session.text("simulate.over", check.firstError()));
            }
            return report.fits() ? ExitCode.DONE : ExitCode.PLAN;
        }
    }
}
