package dev.partita.ui.bill;

import dev.partita.bill.Bill;
import dev.partita.bill.Rates;
import dev.partita.checks.CheckReport;
import dev.partita.checks.Evaluation;
import dev.partita.plan.BillRates;
import dev.partita.plan.Plan;
import dev.partita.plan.SetKeys;
import dev.partita.quantity.Quantities;
import dev.partita.simulation.Simulation;
import dev.partita.text.Explained;
import dev.partita.text.Refusal;
import dev.partita.text.Wording;
import dev.partita.timeline.Tokens;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Notices;
import dev.partita.ui.document.ProjectSettings;
import dev.partita.ui.task.Latest;
import dev.partita.workbench.TrainedAmount;
import dev.partita.workbench.TrainedAmount.Unit;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The bill of the plan in hand for an amount that is asked about, and the edits that change its rates. */
final class BillModel {
    private final Document document;
    private final Supplier<LocalDate> today;
    private final Latest derivation;
    private final ReadOnlyObjectWrapper<Optional<TrainedAmount>> asked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Outcome> outcome = new ReadOnlyObjectWrapper<>(new Outcome.NoPrediction());
    private final ReadOnlyObjectWrapper<List<RateField>> rates = new ReadOnlyObjectWrapper<>(List.of());

    /** @param today on which a price that is typed now was read */
    BillModel(Document document, Notices notices, Supplier<LocalDate> today) {
        this.document = document;
        this.today = today;
        this.derivation = new Latest("bill", notices::fail);
        document.project().subscribe(this::refresh);
        document.evaluation().subscribe(this::derive);
        document.report().subscribe(this::derive);
        refresh();
    }

    /** The bill; for a moment after an edit still the one before. */
    ReadOnlyObjectProperty<Outcome> outcome() {
        return outcome.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<RateField>> rates() {
        return rates.getReadOnlyProperty();
    }

    boolean writable() {
        return document.writable();
    }

    private void refresh() {
        BillRates stated = document.project().get().rates();
        rates.set(RateField.of(stated, Rates.of(document.plan().get().cluster(), stated)));
        derive();
    }

    private void derive() {
        Optional<Simulation> step = document.evaluation().get().flatMap(Evaluation::simulation);
        Optional<TrainedAmount> amount = amount();
        BillRates stated = document.project().get().rates();
        boolean runs = document.report().get().map(CheckReport::fits).orElse(true);
        derivation.request(() -> reckoned(step, amount, stated, runs), outcome::set);
    }

    private Outcome reckoned(
            Optional<Simulation> step, Optional<TrainedAmount> amount, BillRates stated, boolean runs) {
        if (step.isEmpty()) {
            return new Outcome.NoPrediction();
        }
        if (amount.isEmpty()) {
            return new Outcome.NoAmount();
        }
        try {
            Bill bill = amount.get()
                    .bill(step.get(), stated, () -> document.folder().data());
            return new Outcome.Reckoned(bill, runs);
        } catch (RuntimeException refused) {
            if (refused instanceof Explained explained) {
                return new Outcome.Refused(explained.sentence());
            }
            throw refused;
        }
    }

    // ---- how much is trained ---------------------------------------------------------------------------------------

    /** What is asked about, else what the training set-up says. */
    Optional<TrainedAmount> amount() {
        return asked.get().or(this::stated);
    }

    /** What the training set-up says. */
    Optional<TrainedAmount> stated() {
        Plan plan = document.plan().get();
        return TrainedAmount.stated(plan.graph(), plan.training());
    }

    /** What is asked about instead of what the set-up says. */
    ReadOnlyObjectProperty<Optional<TrainedAmount>> asked() {
        return asked.getReadOnlyProperty();
    }

    Unit unit() {
        return amount().map(TrainedAmount::unit)
                .orElse(Tokens.perSample(document.plan().get().graph()) == 0 ? Unit.SAMPLES : Unit.TOKENS);
    }

    /** Why a count cannot be taken; empty if it can. */
    static Optional<Wording> countRefusal(String count) {
        try {
            Quantities.count(count);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.sentence());
        }
    }

    void ask(Unit unit, String count) {
        asked.set(Optional.of(new TrainedAmount(unit, count)));
        derive();
    }

    /** Counts otherwise: the same amount where tokens and samples can be told from each other, else one of the unit. */
    void count(Unit unit) {
        Optional<TrainedAmount> before = amount();
        if (before.isEmpty() || before.get().unit() != unit) {
            ask(unit, before.flatMap(amount -> counted(amount, unit)).orElse("1"));
        }
    }

    private Optional<String> counted(TrainedAmount amount, Unit unit) {
        long perSample = Tokens.perSample(document.plan().get().graph());
        if (perSample == 0 || amount.unit() == Unit.EPOCHS || unit == Unit.EPOCHS) {
            return Optional.empty();
        }
        long count = Quantities.count(amount.count());
        return Optional.of(String.valueOf(
                unit == Unit.SAMPLES ? Math.ceilDiv(count, perSample) : Math.multiplyExact(count, perSample)));
    }

    /** Back to what the training set-up says. */
    void askAsStated() {
        asked.set(Optional.empty());
        derive();
    }

    // ---- rates ----------------------------------------------------------------------------------------------------

    /** Why a rate cannot have this value; empty if it can. */
    Optional<Wording> refusal(String key, String typed) {
        return new ProjectSettings(document).refusal(key, value(key, typed));
    }

    /** Sets a rate. A price that is typed was read today. */
    void set(String key, String typed) {
        String value = value(key, typed);
        if (key.equals(RateField.PRICE) && !value.equals(RateField.CATALOGUE)) {
            document.send(SetKeys.edit(
                    document.project().get(),
                    document.planName(),
                    List.of(key + "=" + value, RateField.PRICED_ON + "=" + today.get())));
        } else {
            new ProjectSettings(document).set(key, value);
        }
    }

    /** An emptied field asks for the catalogue's figure. */
    private static String value(String key, String typed) {
        return typed.isEmpty() && RateField.catalogued(key) ? RateField.CATALOGUE : typed;
    }
}
