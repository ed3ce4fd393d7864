package dev.partita.ui.plans;

import dev.partita.plan.Edit;
import dev.partita.plan.PlanEdit;
import dev.partita.plan.PlanNames;
import dev.partita.plan.Project;
import dev.partita.ui.document.Document;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

/** The project's plans and what can be done with them; each is one edit. */
final class PlansModel {
    private final Document document;
    private final ObservableValue<List<String>> names;
    private final ObservableValue<String> selected;
    private final ObjectProperty<Optional<String>> renaming = new SimpleObjectProperty<>(Optional.empty());

    PlansModel(Document document) {
        this.document = document;
        this.names =
                document.project().map(project -> List.copyOf(project.plans().keySet()));
        this.selected = document.project().map(Project::activePlan);
    }

    /** All plans in order. */
    ObservableValue<List<String>> names() {
        return names;
    }

    /** The plan in hand. */
    ObservableValue<String> selected() {
        return selected;
    }

    /** The plan that is being given another name; empty while none is. */
    ObjectProperty<Optional<String>> renaming() {
        return renaming;
    }

    /** True while there is more than one plan and the project can be edited. */
    ObservableBooleanValue several() {
        return javafx.beans.binding.Bindings.createBooleanBinding(
                () -> document.writable() && names.getValue().size() > 1, names);
    }

    private Project project() {
        return document.project().get();
    }

    void select(String name) {
        if (!name.equals(project().activePlan())) {
            document.send(new Edit.ChangePlans(new PlanEdit.Select(name)));
        }
    }

    /** Selects the plan behind the one in hand, or the first. */
    void selectNext() {
        List<String> all = names.getValue();
        select(all.get((all.indexOf(selected.getValue()) + 1) % all.size()));
    }

    void copy(String name) {
        document.send(PlanNames.copy(project(), name, PlanNames.free(project())));
    }

    void rename(String from, String to) {
        renaming.set(Optional.empty());
        if (!from.equals(to.strip())) {
            document.send(new Edit.ChangePlans(new PlanEdit.Rename(from, to.strip())));
        }
    }

    void delete(String name) {
        document.send(PlanNames.delete(project(), name));
    }
}
