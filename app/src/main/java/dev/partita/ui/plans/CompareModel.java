package dev.partita.ui.plans;

import dev.partita.checks.ComparedFigure;
import dev.partita.checks.Evaluation;
import dev.partita.checks.Evaluator;
import dev.partita.checks.PlanComparison;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.text.Wording;
import dev.partita.ui.document.Document;
import dev.partita.ui.task.Latest;
import dev.partita.workbench.LocalRuntime;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * The plan in hand beside another one. Only while it is looked at is anything computed, and are layers that lie
 * elsewhere marked on the canvas.
 */
final class CompareModel {
    /** What is shown of two plans. */
    record Compared(
            String firstName,
            String secondName,
            Wording verdict,
            List<ComparedFigure> figures,
            List<PlanComparison.Move> moves) {
        static Compared of(String first, String second, PlanComparison found) {
            return new Compared(first, second, found.verdict(first, second), found.figures(), found.moves());
        }
    }

    private final Document document;
    private final LocalRuntime runtime;
    private final Latest latest;
    private final BooleanProperty showing = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<String>> other = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Compared>> compared = new ReadOnlyObjectWrapper<>(Optional.empty());

    CompareModel(Document document, LocalRuntime runtime, java.util.function.Consumer<Throwable> failures) {
        this.document = document;
        this.runtime = runtime;
        this.latest = new Latest("compare", failures);
        document.project().subscribe(this::follow);
        document.evaluation().subscribe(ignored -> compare());
        showing.subscribe(ignored -> compare());
    }

    /** Whether somebody looks at the comparison. */
    BooleanProperty showing() {
        return showing;
    }

    /** The plan that the one in hand is compared with; empty while there is no other. */
    ReadOnlyObjectProperty<Optional<String>> other() {
        return other.getReadOnlyProperty();
    }

    /** Empty until it is found, and while there is nothing to compare. */
    ReadOnlyObjectProperty<Optional<Compared>> compared() {
        return compared.getReadOnlyProperty();
    }

    void compareWith(String name) {
        if (!Optional.of(name).equals(other.get())) {
            other.set(Optional.of(name));
            compare();
        }
    }

    /** The plan that was compared with, as long as it is there and not itself in hand; else the first other one. */
    private void follow(Project project) {
        Optional<String> kept =
                other.get().filter(name -> project.plans().containsKey(name) && !name.equals(project.activePlan()));
        other.set(kept.or(() -> project.plans().keySet().stream()
                .filter(name -> !name.equals(project.activePlan()))
                .findFirst()));
        compare();
    }

    private void compare() {
        Optional<Plan> second = showing.get() ? other.get().flatMap(this::resolved) : Optional.empty();
        document.compareWith(second);
        Optional<Evaluation> first = document.evaluation()
                .get()
                .filter(found -> found.plan().equals(document.plan().get()));
        if (second.isEmpty()) {
            compared.set(Optional.empty());
        } else if (first.isPresent()) {
            String firstName = document.planName();
            String secondName = other.get().orElseThrow();
            Plan plan = second.get();
            latest.request(
                    () -> Compared.of(firstName, secondName, new PlanComparison(first.get(), evaluated(plan))),
                    found -> compared.set(Optional.of(found).filter(any -> showing.get())));
        }
    }

    private Evaluation evaluated(Plan plan) {
        return new Evaluator(runtime.profile(plan.cluster())).evaluate(plan);
    }

    /** Without its model a plan cannot be compared; that the model is missing is said elsewhere. */
    private Optional<Plan> resolved(String name) {
        return document.missingModel().get().isPresent()
                ? Optional.empty()
                : Optional.of(document.project().get().resolve(name));
    }
}
