package dev.partita.cli;

import dev.partita.bill.Bill;
import dev.partita.journal.ProjectFolder;
import dev.partita.simulation.Simulation;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.TrainedAmount;
import dev.partita.workbench.TrainedAmount.Unit;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what training a plan to the end takes. */
@Command(name = "bill")
final class BillCommand implements Callable<Integer> {
    /** How much is trained, in one of three ways. */
    private static final class Amount {
        @Option(names = "--tokens", paramLabel = "N", descriptionKey = "bill.tokens")
        private Optional<String> tokens = Optional.empty();

        @Option(names = "--samples", paramLabel = "N", descriptionKey = "bill.samples")
        private Optional<String> samples = Optional.empty();

        @Option(names = "--epochs", paramLabel = "N", descriptionKey = "bill.epochs")
        private Optional<String> epochs = Optional.empty();

        Optional<TrainedAmount> given() {
            return tokens.map(count -> new TrainedAmount(Unit.TOKENS, count))
                    .or(() -> samples.map(count -> new TrainedAmount(Unit.SAMPLES, count)))
                    .or(() -> epochs.map(count -> new TrainedAmount(Unit.EPOCHS, count)));
        }
    }

    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @ArgGroup
    private Amount amount = new Amount();

    private final Session session;

    BillCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (ProjectFolder opened = session.open(folder);
                LocalRuntime runtime = session.runtime()) {
            PlanCheck check = session.check(opened.project(), runtime);
            Simulation step = check.simulation();
            Bill bill = WorkFailure.ifInputIsBad(() -> bill(opened, check, step));
            session.report(BillOutput.of(session.messages(), check, bill));
            if (!check.report().fits()) {
                session.notice(session.text("simulate.over", check.firstError()));
            }
            return check.report().fits() ? ExitCode.DONE : ExitCode.PLAN;
        }
    }

    private Bill bill(ProjectFolder opened, PlanCheck check, Simulation step) {
        return amount.given()
                .or(() ->
                        TrainedAmount.stated(check.plan().graph(), check.plan().training()))
                .orElseThrow(() -> session.failure(ExitCode.INPUT, "bill.amount"))
                .bill(step, opened.project().rates(), opened::data);
    }
}
