package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One change of which plans a project has and which of them is meant unless told otherwise. */
public sealed interface PlanEdit {
    /** Adds a plan and selects it. */
    record Add(String name, PlanDefinition definition) implements PlanEdit {}

    /** Deletes a plan; if it was the selected one, {@code then} is selected. */
    record Delete(String name, String then) implements PlanEdit {}

    /** Gives a plan another name; if it is selected, it stays so. */
    record Rename(String from, String to) implements PlanEdit {}

    /** Selects a plan. */
    record Select(String name) implements PlanEdit {}

    /** The project after an edit. */
    static Project apply(Project project, PlanEdit edit) {
        return switch (edit) {
            case Add add -> project.withPlans(with(project, add.name(), add.definition()), add.name());
            case Delete delete -> delete(project, delete);
            case Rename rename -> rename(project, rename);
            case Select select -> project.withPlans(project.plans(), select.name());
        };
    }

    /** The edit that leads back to exactly {@code before}. */
    static Edit inverse(Project before, PlanEdit edit) {
        return switch (edit) {
            case Add add -> new Edit.ChangePlans(new Delete(add.name(), before.activePlan()));
            case Delete delete -> {
                Edit back = new Edit.ChangePlans(new Add(delete.name(), before.plan(delete.name())));
                Edit select = new Edit.ChangePlans(new Select(before.activePlan()));
                yield delete.name().equals(before.activePlan()) ? back : new Edit.Several(List.of(back, select));
            }
            case Rename rename -> new Edit.ChangePlans(new Rename(rename.to(), rename.from()));
            case Select _ -> new Edit.ChangePlans(new Select(before.activePlan()));
        };
    }

    private static Project delete(Project project, Delete delete) {
        project.plan(delete.name());
        if (project.plans().size() == 1) {
            throw new Refusal(Sentence.of("engine.plans.last", delete.name()));
        }
        boolean selected = delete.name().equals(project.activePlan());
        return project.withPlans(without(project, delete.name()), selected ? delete.then() : project.activePlan());
    }

    private static Project rename(Project project, Rename rename) {
        if (rename.from().equals(rename.to())) {
            return project;
        }
        Map<String, PlanDefinition> plans = with(project, rename.to(), project.plan(rename.from()));
        plans.remove(rename.from());
        boolean selected = rename.from().equals(project.activePlan());
        return project.withPlans(plans, selected ? rename.to() : project.activePlan());
    }

    private static Map<String, PlanDefinition> without(Project project, String name) {
        Map<String, PlanDefinition> plans = new TreeMap<>(project.plans());
        plans.remove(name);
        return plans;
    }

    private static Map<String, PlanDefinition> with(Project project, String name, PlanDefinition definition) {
        PlanNames.check(project, name);
        Map<String, PlanDefinition> plans = new TreeMap<>(project.plans());
        plans.put(name, definition);
        return plans;
    }
}
