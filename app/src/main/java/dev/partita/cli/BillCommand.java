package dev.partita.cli;

import dev.partita.bill.Bill;
import dev.partita.data.Dataset;
import dev.partita.data.Datasets;
import dev.partita.journal.ProjectFolder;
import dev.partita.plan.BillRates;
import dev.partita.quantity.Quantities;
import dev.partita.simulation.Simulation;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.WorkFailure;
import java.math.BigInteger;
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
        BillRates rates = opened.project().rates();
        if (amount.tokens.isPresent()) {
            return Bill.ofTokens(step, rates, Quantities.count(amount.tokens.get()));
        }
        return Bill.of(step, rates, samples(opened, check));
    }

    private long samples(ProjectFolder opened, PlanCheck check) {
        if (amount.samples.isPresent()) {
            return Quantities.count(amount.samples.get());
        }
        if (amount.epochs.isPresent()) {
            long epochs = Quantities.count(amount.epochs.get());
            try (Dataset data = Datasets.open(check.plan().graph(), opened.data())) {
                return product(epochs, data.samples());
            }
        }
        int steps = check.plan().training().learningRate().totalSteps();
        if (steps == 0) {
            throw session.failure(ExitCode.INPUT, "bill.amount");
        }
        return product(steps, check.plan().training().globalBatch());
    }

    private static long product(long times, long samples) {
        return Quantities.count(
                BigInteger.valueOf(times).multiply(BigInteger.valueOf(samples)).toString());
    }
}
